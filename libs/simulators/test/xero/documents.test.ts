import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { invoice, line, messagesOf, useSimulator } from './harness.ts';

const clock = createManualClock();
const xero = useSimulator({ clock });

const refusalOf = async (members: Record<string, unknown>, path = 'Invoices') =>
  messagesOf(await xero.api.put(path, { [path]: [invoice(members)] }));

describe('amounts (xero.md 7.3, 8)', () => {
  it('rounds the tax of each line by itself: 1,141.39 and 34.25 at 10 % are taxed 117.57, not 117.56', async () => {
    const members = {
      LineItems: [line({ Quantity: 1, UnitAmount: 1141.39 }), line({ Quantity: 1, UnitAmount: 34.25 })],
    };
    xero.simulator.control.setConsent({ organisations: [1] });
    await xero.api.signIn();
    const australian = { 'xero-tenant-id': xero.simulator.tenantIds()[1] ?? '' };
    const answer = await xero.api.put('Invoices', { Invoices: [invoice(members)] }, australian);

    expect(answer.json.Invoices[0]).toMatchObject({ SubTotal: 1175.64, TotalTax: 117.57, Total: 1293.21 });
  });

  it('keeps four decimals of a unit amount with unitdp=4: 0.0375 × 1,000 is 37.50 (18.10)', async () => {
    const lines = { LineItems: [line({ Quantity: 1000, UnitAmount: 0.0375, TaxType: 'NONE' })] };

    expect((await xero.make(lines, '?unitdp=4')).LineItems[0]).toMatchObject({ UnitAmount: 0.0375, LineAmount: 37.5 });
  });

  it('rounds it to two decimals without, on the write and on each read', async () => {
    const lines = { LineItems: [line({ Quantity: 1000, UnitAmount: 0.0375, TaxType: 'NONE' })] };
    const rounded = await xero.make(lines);
    const exact = await xero.make(lines, '?unitdp=4');
    const read = await xero.api.get(`Invoices/${exact.InvoiceID}`);

    expect(rounded.LineItems[0]).toMatchObject({ UnitAmount: 0.04, LineAmount: 40 });
    expect(read.json.Invoices[0].LineItems[0]).toMatchObject({ UnitAmount: 0.04, LineAmount: 37.5 });
  });

  it('takes a line amount in place of quantity or unit amount, and refuses three that do not agree to the cent', async () => {
    const made = await xero.make({
      LineItems: [
        line({ UnitAmount: undefined, Quantity: 3, LineAmount: 100 }),
        line({ Quantity: undefined, UnitAmount: 25, LineAmount: 100 }),
        line({ Quantity: undefined, UnitAmount: undefined, LineAmount: -10 }),
        line({ Quantity: 3, UnitAmount: 33.33, LineAmount: 99.99 }),
      ],
    });

    expect(made.LineItems).toMatchObject([
      { Quantity: 3, UnitAmount: 33.33, LineAmount: 100 },
      { Quantity: 4, UnitAmount: 25, LineAmount: 100 },
      { Quantity: 1, UnitAmount: -10, LineAmount: -10 },
      { LineAmount: 99.99 },
    ]);
    expect(await refusalOf({ LineItems: [line({ Quantity: 3, UnitAmount: 33.33, LineAmount: 100 })] })).toEqual([
      'The line total 100.00 does not match the expected line total of 99.99',
    ]);
  });

  it.each([
    ['Exclusive', { SubTotal: 100, TotalTax: 15, Total: 115 }],
    ['Inclusive', { SubTotal: 86.96, TotalTax: 13.04, Total: 100 }],
    ['NoTax', { SubTotal: 100, TotalTax: 0, Total: 100 }],
  ])('computes totals of lines that are %s', async (LineAmountTypes, totals) => {
    expect(await xero.make({ LineAmountTypes })).toMatchObject(totals);
  });

  it('takes the tax of a line where it is sent, and ignores a total that is', async () => {
    expect(await xero.make({ Total: 999, LineItems: [line({ TaxAmount: 14.99 })] })).toMatchObject({ Total: 114.99 });
  });

  it('rounds halves away from zero, or to even where switched', async () => {
    const half = { LineItems: [line({ Quantity: 0.5, UnitAmount: 0.01, TaxType: 'NONE' })] };
    const up = await xero.make(half);
    xero.set({ halves: 'even' });

    expect([up.Total, (await xero.make(half)).Total]).toEqual([0.01, 0]);
  });

  it('reduces lines of invoices to customers by a discount, and those of bills not', async () => {
    const lines = { LineItems: [line({ DiscountRate: 10, TaxType: 'NONE' })] };

    expect([
      (await xero.make(lines)).Total,
      (await xero.make({ LineItems: [line({ DiscountAmount: 5, TaxType: 'NONE' })] })).Total,
      (await xero.make({ ...lines, Type: 'ACCPAY' })).Total,
    ]).toEqual([90, 95, 100]);
  });

  it('takes a line of text alone, which needs no account even when approved', async () => {
    const made = await xero.make({ Status: 'AUTHORISED', LineItems: [{ Description: 'Thank you' }, line()] });

    expect([made.Status, made.Total, made.LineItems[0]]).toMatchObject(['AUTHORISED', 115, { LineAmount: 0 }]);
  });
});

describe('lines (xero.md 7.3, 15)', () => {
  it.each([
    ['a negative quantity', { Quantity: -1 }, "The quantity value '-1.0000' is invalid. Quantity must not be less than zero."],
    ['no description', { Description: '' }, 'The description field is mandatory for each line item'],
    ['an item that is not there', { ItemCode: 'NONE' }, "Item code 'NONE' is not valid."],
    ['a debtors account', { AccountCode: '610' }, "Account code '610' is not a valid code for this document."],
    ['a bank account', { AccountCode: '090' }, "Account code '090' is not a valid code for this document."],
    [
      'a tax type that is not there',
      { TaxType: 'OUTPUT9' },
      "The TaxType code 'OUTPUT9' does not exist or cannot be used for this type of transaction.",
    ],
    ['a deleted tax rate', { TaxType: 'TAX001' }, 'Tax Rate must be active'],
    ['a tax that does not fit', { TaxType: 'INPUT2' }, "The TaxType code 'INPUT2' cannot be used with account code '200'."],
    [
      'an archived tracking option',
      { Tracking: [{ Name: 'Region', Option: 'East' }] },
      "The tracking option 'East' of 'Region' does not exist or is not active.",
    ],
    [
      'a line that is not its own',
      { LineItemID: '0e000001-0000-4000-8000-0000000000ff' },
      expect.stringContaining('is not one of'),
    ],
  ])('refuses %s', async (_what, members, message) => {
    expect(await refusalOf({ LineItems: [line(members)] })).toEqual([message]);
  });

  it('drops an unknown or archived account from a draft with a warning (18.9)', async () => {
    const path = 'Invoices?summarizeErrors=false';
    const { json } = await xero.api.put(path, { Invoices: [invoice({ LineItems: [line({ AccountCode: '270' })] })] });
    xero.set({ droppedAccountText: 'active' });
    const again = await xero.api.put(path, { Invoices: [invoice({ LineItems: [line({ AccountCode: '999' })] })] });

    expect(json.Invoices[0]).toMatchObject({
      StatusAttributeString: 'WARNING',
      HasErrors: false,
      Status: 'DRAFT',
      Warnings: [{ Message: "Account code '270' has been removed as it does not match a recognised account" }],
    });
    expect(json.Invoices[0].LineItems[0]).not.toHaveProperty('AccountCode');
    expect(again.json.Invoices[0].Warnings).toEqual([
      { Message: "Account code '999' has been removed as it does not match an active account." },
    ]);
  });

  it.each([
    [
      'archived',
      '270',
      "Account code '270' has been archived, or has been deleted. Each line item must reference a valid account.",
    ],
    ['unknown', '999', "Account code '999' is not a valid code for this document."],
    ['missing', '', 'Account must be valid.'],
  ])('refuses approval with an %s account', async (_what, AccountCode, message) => {
    expect(await refusalOf({ Status: 'AUTHORISED', LineItems: [line({ AccountCode })] })).toEqual([message]);
  });

  it('refuses such an account on a draft too where switched', async () => {
    xero.set({ badAccountOnDraft: 'refused' });

    expect(await refusalOf({ LineItems: [line({ AccountCode: '999' })] })).toEqual([
      "Account code '999' is not a valid code for this document.",
    ]);
  });

  it('tells an unknown tax type in other words where switched', async () => {
    xero.set({ taxRefusal: 'rate' });

    expect(await refusalOf({ LineItems: [line({ TaxType: 'OUTPUT9' })] })).toEqual(['Tax rate must be valid.']);
  });

  it('fills description, price, account and tax from the item', async () => {
    const made = await xero.make({ LineItems: [{ ItemCode: 'SKU-00001', Quantity: 1 }] });
    const item = xero.simulator.control.get({ entity: 'Items', id: 'SKU-00001' }) as { SalesDetails: { UnitPrice: number } };

    expect(made.LineItems[0]).toMatchObject({
      Description: 'Demo Product 00001',
      UnitAmount: item.SalesDetails.UnitPrice,
      AccountCode: '200',
      TaxType: 'OUTPUT2',
    });
  });

  it('takes tracking by names or ids, two at most', async () => {
    const tracking = [
      { Name: 'region', Option: 'NORTH' },
      { Name: 'Department', Option: 'Support' },
    ];
    const made = await xero.make({ LineItems: [line({ Tracking: tracking })] });
    const byIds = await xero.make({
      LineItems: [
        line({
          Tracking: made.LineItems[0].Tracking.map(({ TrackingCategoryID, TrackingOptionID }: Record<string, string>) => ({
            TrackingCategoryID,
            TrackingOptionID,
          })),
        }),
      ],
    });

    expect(made.LineItems[0].Tracking).toMatchObject([
      { Name: 'Region', Option: 'North' },
      { Name: 'Department', Option: 'Support' },
    ]);
    expect(byIds.LineItems[0].Tracking).toEqual(made.LineItems[0].Tracking);
    expect(await refusalOf({ LineItems: [line({ Tracking: [...tracking, ...tracking] })] })).toEqual([
      'A line item may have at most two tracking categories.',
    ]);
  });

  it('changes lines with an id, adds those without and deletes those left out (18.12)', async () => {
    const made = await xero.make({ LineItems: [line(), line({ Description: 'Goods' }), line({ Description: 'Freight' })] });
    const [first, second] = made.LineItems;
    const { json } = await xero.api.post(`Invoices/${made.InvoiceID}`, {
      LineItems: [{ LineItemID: first.LineItemID, Description: 'Changed' }, line({ Description: 'New', Quantity: 1 })],
    });
    const untouched = await xero.api.post(`Invoices/${made.InvoiceID}`, { Reference: 'REF' });

    expect(json.Invoices[0].LineItems).toMatchObject([
      { LineItemID: first.LineItemID, Description: 'Changed', Quantity: 2, LineAmount: 100 },
      { Description: 'New' },
    ]);
    expect(JSON.stringify(json)).not.toContain(second.LineItemID);
    expect(untouched.json.Invoices[0]).toMatchObject({ Reference: 'REF', LineItems: json.Invoices[0].LineItems });
  });

  it('keeps what a line comes to when only other members are sent', async () => {
    const made = await xero.make({ LineItems: [line({ Quantity: 3, UnitAmount: undefined, LineAmount: 100, TaxAmount: 14.5 })] });
    const { json } = await xero.api.post(`Invoices/${made.InvoiceID}`, { Status: 'AUTHORISED' });

    expect(json.Invoices[0]).toMatchObject({ Status: 'AUTHORISED', SubTotal: 100, TotalTax: 14.5, Total: 114.5 });
  });

  it('takes or refuses a unit amount of nought, and tells errors on the line where switched', async () => {
    const free = { LineItems: [line({ UnitAmount: 0 })] };
    const taken = await xero.make(free);
    xero.set({ zeroUnitAmount: 'refused', lineErrors: 'line' });
    const { json } = await xero.api.put('Invoices?summarizeErrors=false', { Invoices: [invoice(free)] });

    expect(taken.Total).toBe(0);
    expect(json.Invoices[0]).toMatchObject({
      ValidationErrors: [],
      LineItems: [{ ValidationErrors: [{ Message: 'The UnitAmount value "0.0000" is invalid.' }] }],
    });
  });
});

describe('numbers (xero.md 7.1, 7.2)', () => {
  it('gives the next one where none is sent, and passes over those that are taken', async () => {
    await xero.make({ InvoiceNumber: 'INV-0007' });

    expect([(await xero.make()).InvoiceNumber, (await xero.make()).InvoiceNumber]).toEqual(['INV-0006', 'INV-0008']);
  });

  it('PUT refuses a number that is taken; POST by number silently overwrites', async () => {
    const made = await xero.make({ InvoiceNumber: 'AT-1' });
    const put = await refusalOf({ InvoiceNumber: 'at-1' });
    const post = await xero.api.post('Invoices', { Invoices: [invoice({ InvoiceNumber: 'AT-1', Reference: 'other' })] });

    expect([put, post.json.Invoices[0]]).toMatchObject([
      ['Invoice # must be unique.'],
      { InvoiceID: made.InvoiceID, Reference: 'other' },
    ]);
  });

  it('numbers of bills are free text', async () => {
    await xero.make({ Type: 'ACCPAY', InvoiceNumber: 'V-1' });
    const other = await xero.make({ Type: 'ACCPAY', InvoiceNumber: 'V-1' });
    const post = await xero.api.post('Invoices', { Invoices: [invoice({ Type: 'ACCPAY', InvoiceNumber: 'V-1' })] });

    expect(other.InvoiceNumber).toBe('V-1');
    expect(post.json.Invoices[0].InvoiceID).not.toBe(other.InvoiceID);
  });

  it('a deleted or voided one stays taken', async () => {
    const made = await xero.make({ InvoiceNumber: 'AT-2' });
    await xero.api.post(`Invoices/${made.InvoiceID}`, { Status: 'DELETED' });

    expect([
      await refusalOf({ InvoiceNumber: 'AT-2' }),
      messagesOf(await xero.api.post('Invoices', { Invoices: [invoice({ InvoiceNumber: 'AT-2' })] })),
    ]).toEqual([['Invoice # must be unique.'], ['Invoice not of valid status for modification']]);
  });

  it('an id of another endpoint is not found', async () => {
    const [contact] = xero.simulator.control.list({ entity: 'Contacts', limit: 1 });
    const sent = { Invoices: [invoice({ InvoiceID: contact?.['ContactID'] })] };

    expect(messagesOf(await xero.api.post('Invoices', sent))).toEqual([
      'The document with the supplied id was not found for this endpoint.',
    ]);
  });
});

describe('the status machine (xero.md 7.4)', () => {
  const move = async (id: string, Status: string) => {
    const answer = await xero.api.post(`Invoices/${id}`, { Status });
    return answer.json.Invoices?.[0].Status ?? messagesOf(answer);
  };

  it.each(['PAID', 'VOIDED', 'DELETED', 'WRONG'])('refuses %s for a new invoice', async (Status) => {
    expect(await refusalOf({ Status })).toEqual(['Invoice not of valid status for creation']);
  });

  it('refuses a type that is none', async () => {
    expect(await refusalOf({ Type: 'ACCRECCREDIT' })).toEqual(['Invoice not of valid type for creation']);
  });

  it.each([
    ['DRAFT', ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'], ['VOIDED', 'PAID']],
    ['SUBMITTED', ['SUBMITTED', 'AUTHORISED', 'DRAFT', 'DELETED'], ['VOIDED', 'PAID']],
    ['AUTHORISED', ['AUTHORISED', 'VOIDED'], ['DRAFT', 'SUBMITTED', 'DELETED', 'PAID']],
  ])('%s moves on as the table says', async (Status, allowed, refused) => {
    for (const next of allowed) expect(await move((await xero.make({ Status })).InvoiceID, next)).toBe(next);
    for (const next of refused)
      expect(await move((await xero.make({ Status })).InvoiceID, next)).toEqual(['Invoice not of valid status for modification']);
  });

  it('becomes PAID when nothing is due any more, and AUTHORISED again when the payment goes', async () => {
    const made = await xero.make({ Status: 'AUTHORISED' });
    const pay = (Amount: number) =>
      xero.api.put('Payments', {
        Payments: [{ Invoice: { InvoiceID: made.InvoiceID }, Account: { Code: '090' }, Date: '2026-01-06', Amount }],
      });
    await pay(15);
    const part = (await xero.api.get(`Invoices/${made.InvoiceID}`)).json.Invoices[0];
    const last = await pay(100);
    const full = (await xero.api.get(`Invoices/${made.InvoiceID}`)).json.Invoices[0];
    await xero.api.post(`Payments/${last.json.Payments[0].PaymentID}`, { Status: 'DELETED' });
    const open = (await xero.api.get(`Invoices/${made.InvoiceID}`)).json.Invoices[0];

    expect([part, full, open]).toMatchObject([
      { Status: 'AUTHORISED', AmountDue: 100, AmountPaid: 15, Payments: [{ Amount: 15 }] },
      { Status: 'PAID', AmountDue: 0, FullyPaidOnDate: '/Date(1767657600000+0000)/' },
      { Status: 'AUTHORISED', AmountDue: 100 },
    ]);
    expect(open).not.toHaveProperty('FullyPaidOnDate');
  });

  it('a part-paid invoice cannot be voided (18.13), nor edited but for what is harmless', async () => {
    const made = await xero.make({ Status: 'AUTHORISED' });
    await xero.api.put('Payments', {
      Payments: [{ Invoice: { InvoiceID: made.InvoiceID }, Account: { Code: '090' }, Amount: 15 }],
    });
    const edit = (sent: object) => xero.api.post(`Invoices/${made.InvoiceID}`, sent);
    const [own] = made.LineItems;

    expect(messagesOf(await edit({ Status: 'VOIDED' }))).toEqual([
      'The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.',
    ]);
    expect(messagesOf(await edit({ LineItems: [line()] }))).toEqual([
      'This document cannot be edited as it has a payment or credit note allocated to it.',
    ]);
    expect(messagesOf(await edit({ Date: '2026-01-06' }))).toHaveLength(1);
    expect((await edit({ Reference: 'R', LineItems: [{ LineItemID: own.LineItemID, Description: 'Other' }] })).status).toBe(200);
  });

  it('a paid one answers in either of two ways', async () => {
    const paid = xero.simulator.control.list({ entity: 'Invoices', where: 'Status=="PAID"' })[0] ?? {};
    const post = () =>
      xero.api.post('Invoices', { Invoices: [invoice({ InvoiceNumber: paid['InvoiceNumber'], Status: 'AUTHORISED' })] });
    const allocated = messagesOf(await post());
    xero.set({ paidModification: 'status' });

    expect([allocated, messagesOf(await post())]).toEqual([
      ['This document cannot be edited as it has a payment or credit note allocated to it.'],
      ['Invoice not of valid status for modification'],
    ]);
  });

  it('an approved invoice of 0.00 is paid at once, unless switched', async () => {
    const free = { Status: 'AUTHORISED', LineItems: [line({ UnitAmount: 0 })] };
    const paid = await xero.make(free);
    xero.set({ zeroTotalIsPaid: false });

    expect([paid.Status, (await xero.make(free)).Status]).toEqual(['PAID', 'AUTHORISED']);
  });

  it('approval needs a due date and a total that is not negative, and a plan that allows more', async () => {
    xero.simulator.control.setOrganisation({ approvals: { sales: 0, bills: 5 } });
    const negative = { Status: 'AUTHORISED', LineItems: [line({ UnitAmount: -1 })] };
    const all = await refusalOf({ ...negative, DueDate: undefined });
    const actions = await xero.api.get('Organisation/Actions');
    xero.simulator.control.setOrganisation({ approvals: null });
    xero.set({ negativeTotal: 'taken' });

    expect(all).toEqual([
      'The due date is mandatory for an approved invoice.',
      'The total of an approved document must not be negative.',
      'You have reached the limit of invoices you can approve',
    ]);
    expect(actions.json.Actions).toContainEqual({ Name: 'CreateApprovedInvoice', Status: 'NOT-ALLOWED' });
    expect((await xero.make(negative)).Total).toBe(-2.3);
  });

  it('is marked as sent without an e-mail, which only the Email endpoint sends', async () => {
    const made = await xero.make({ Status: 'AUTHORISED', SentToContact: true });
    const before = xero.simulator.control.counters().writes['Invoices'];
    const email = await xero.api.post(`Invoices/${made.InvoiceID}/Email`, '');
    const draft = await xero.make();

    expect([made.SentToContact, before, email.status, xero.simulator.control.counters().writes['Invoices']?.['email']]).toEqual([
      true,
      { create: 1 },
      204,
      1,
    ]);
    expect((await xero.api.post(`Invoices/${draft.InvoiceID}/Email`, '')).status).toBe(400);
  });
});

describe('lock dates and currencies (xero.md 13, 15)', () => {
  it('nothing is dated into, or changed within, a locked period (18.18)', async () => {
    const old = await xero.make({ Date: '2025-12-20' });
    xero.simulator.control.setOrganisation({ values: { PeriodLockDate: '2025-12-31' } });
    const edit = messagesOf(await xero.api.post(`Invoices/${old.InvoiceID}`, { Reference: 'x' }));
    const put = await refusalOf({ Date: '2025-12-31' });
    xero.simulator.control.setOrganisation({ values: { PeriodLockDate: null, EndOfYearLockDate: '2025-12-31' } });

    expect([edit, put, await refusalOf({ Date: '2025-12-30' })]).toEqual([
      ['The document cannot be edited as it is currently dated before the period lock date, currently set at 31 December 2025'],
      ['The document date cannot be before the period lock date, currently set at 31 December 2025'],
      ['The document date cannot be before the end of year lock date, currently set at 31 December 2025'],
    ]);
    expect((await xero.api.get('Organisation')).json.Organisations[0]).toMatchObject({
      EndOfYearLockDate: '/Date(1767139200000+0000)/',
      BaseCurrency: 'NZD',
    });
    xero.set({ lockConcernsDrafts: false });
    expect((await xero.make({ Date: '2025-12-30' })).Status).toBe('DRAFT');
  });

  it('a currency must be enabled, and is told in either wording (18.19)', async () => {
    const short = await refusalOf({ CurrencyCode: 'EUR' });
    xero.set({ currencyRefusal: 'quoted' });

    expect([short, await refusalOf({ CurrencyCode: 'EUR' })]).toEqual([
      ['Organisation is not subscribed to currency EUR'],
      ["The current organisation is not subscribed to currency 'EUR'."],
    ]);
    expect(await xero.make({ CurrencyCode: 'USD' })).toMatchObject({ CurrencyCode: 'USD', CurrencyRate: 0.61 });
    expect(await xero.make({ CurrencyCode: 'USD', CurrencyRate: 0.6123456789 })).toMatchObject({ CurrencyRate: 0.612346 });
  });

  it('dates a document today in the time zone of the organisation', async () => {
    expect((await xero.make({ Date: undefined })).DateString).toBe('2026-01-05T00:00:00');
    await clock.leap(4 * 3_600_000);
    await xero.api.signIn();

    expect((await xero.make({ Date: undefined })).DateString).toBe('2026-01-06T00:00:00');
  });

  it('takes the due date from the terms of the contact where switched', async () => {
    xero.set({ dueDateFromTerms: true });
    const Contact = { Name: 'Demo Company 00002', PaymentTerms: { Sales: { Day: 20, Type: 'OFFOLLOWINGMONTH' } } };

    expect((await xero.make({ Contact, DueDate: undefined })).DueDateString).toBe('2026-02-20T00:00:00');
  });
});
