import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { invoice, line, messagesOf, useSimulator } from './harness.ts';

const clock = createManualClock();
const xero = useSimulator({ clock });

const note = (members: Record<string, unknown> = {}) =>
  xero.api.put('CreditNotes', {
    CreditNotes: [invoice({ Type: 'ACCRECCREDIT', Status: 'AUTHORISED', DueDate: undefined, ...members })],
  });
const order = (members: Record<string, unknown> = {}) =>
  xero.api.put('PurchaseOrders', {
    PurchaseOrders: [{ ...invoice(), Type: undefined, LineItems: [line({ AccountCode: '310' })], ...members }],
  });
const pay = (payment: object) =>
  xero.api.put('Payments', { Payments: [{ Account: { Code: '090' }, Date: '2026-01-06', ...payment }] });

describe('credit notes (xero.md 12)', () => {
  it('have a number of their own, positive amounts and no discounts', async () => {
    const { json } = await note({ LineItems: [line({ DiscountRate: 50 })] });

    expect(json.CreditNotes[0]).toMatchObject({
      CreditNoteNumber: 'CN-0001',
      Total: 115,
      RemainingCredit: 115,
      Status: 'AUTHORISED',
    });
    expect(messagesOf(await note({ CreditNoteNumber: 'CN-0001' }))).toEqual(['Credit note # must be unique.']);
    expect(messagesOf(await note({ Type: 'ACCREC' }))).toEqual(['Credit note not of valid type for creation']);
  });

  it('share numbers with invoices where switched', async () => {
    await xero.make({ InvoiceNumber: 'X-1' });
    const apart = (await note({ CreditNoteNumber: 'X-1' })).status;
    xero.set({ creditNoteNumbersShared: true });

    expect([apart, messagesOf(await note({ CreditNoteNumber: 'INV-0001' }))]).toEqual([200, ['Credit note # must be unique.']]);
  });

  it('pay an invoice by allocation, in part and in whole', async () => {
    const { InvoiceID } = await xero.make({ Status: 'AUTHORISED' });
    const { json } = await note();
    const { CreditNoteID } = json.CreditNotes[0];
    const allocate = (Amount: number, members: object = {}) =>
      xero.api.put(`CreditNotes/${CreditNoteID}/Allocations`, { Amount, Date: '2026-01-06', Invoice: { InvoiceID }, ...members });
    const first = await allocate(15);
    const part = (await xero.api.get(`Invoices/${InvoiceID}`)).json.Invoices[0];
    const tooMuch = await allocate(100.01);
    await allocate(100);
    const whole = (await xero.api.get(`Invoices/${InvoiceID}`)).json.Invoices[0];
    const { json: spent } = await xero.api.get(`CreditNotes/${CreditNoteID}`);

    expect([first.json.Allocations[0], part]).toMatchObject([
      { Amount: 15 },
      { AmountDue: 100, AmountCredited: 15, CreditNotes: [{ CreditNoteID, AppliedAmount: 15 }] },
    ]);
    expect([tooMuch.status, whole.Status, spent.CreditNotes[0]]).toMatchObject([
      400,
      'PAID',
      { Status: 'PAID', RemainingCredit: 0, Allocations: [{ Amount: 15 }, { Amount: 100 }] },
    ]);
    expect([(await allocate(1)).status, (await allocate(1, { Date: undefined })).status]).toEqual([400, 400]);
    expect((await xero.api.put('CreditNotes/none/Allocations', { Amount: 1 })).status).toBe(404);
    expect(messagesOf(await xero.api.post(`Invoices/${InvoiceID}`, { Status: 'VOIDED' }))[0]).toContain('cannot be applied');
  });

  it('are paid out by a payment', async () => {
    const { json } = await note();
    const { CreditNoteID } = json.CreditNotes[0];
    const { json: paid } = await pay({ CreditNote: { CreditNoteID }, Amount: 115 });

    expect(paid.Payments[0]).toMatchObject({ PaymentType: 'ACCRECCREDITPAYMENT', CreditNote: { CreditNoteID } });
    expect((await xero.api.get(`CreditNotes/${CreditNoteID}`)).json.CreditNotes[0]).toMatchObject({
      Status: 'PAID',
      RemainingCredit: 0,
    });
  });
});

describe('purchase orders (xero.md 12)', () => {
  it('have four decimals by nature, a unique number, and members of delivery', async () => {
    const { json } = await order({
      PurchaseOrderNumber: 'PO-7',
      DeliveryDate: '2026-02-01',
      AttentionTo: 'Demo',
      LineItems: [line({ AccountCode: '310', Quantity: 1000, UnitAmount: 0.0375 })],
    });

    expect(json.PurchaseOrders[0]).toMatchObject({
      PurchaseOrderNumber: 'PO-7',
      Status: 'DRAFT',
      AttentionTo: 'Demo',
      DeliveryDate: '/Date(1769904000000+0000)/',
      LineItems: [{ UnitAmount: 0.0375, LineAmount: 37.5, TaxType: 'INPUT2' }],
    });
    expect(messagesOf(await order({ PurchaseOrderNumber: 'PO-7' }))).toEqual(['Order number must be unique']);
    expect((await order()).json.PurchaseOrders[0].PurchaseOrderNumber).toBe('PO-0001');
  });

  it.each([
    ['DRAFT', 'BILLED', true],
    ['AUTHORISED', 'BILLED', true],
    ['AUTHORISED', 'DELETED', true],
    ['AUTHORISED', 'DRAFT', false],
    ['BILLED', 'DRAFT', false],
  ])('go from %s to %s: %s; anywhere where switched', async (Status, next, isAllowed) => {
    const moved = async () => {
      const { json } = await order({ Status });
      return (await xero.api.post(`PurchaseOrders/${json.PurchaseOrders[0].PurchaseOrderID}`, { Status: next })).status === 200;
    };
    const first = await moved();
    xero.set({ orderTransitions: 'free' });

    expect([first, await moved()]).toEqual([isAllowed, true]);
  });

  it('are marked as sent once they are authorised', async () => {
    expect(messagesOf(await order({ SentToContact: true }))).toEqual([
      'Only AUTHORISED and BILLED purchase orders may have SentToContact updated.',
    ]);
    expect((await order({ SentToContact: true, Status: 'AUTHORISED' })).json.PurchaseOrders[0].SentToContact).toBe(true);
  });

  it('are listed by status and date', async () => {
    await order({ Status: 'AUTHORISED', Date: '2026-01-01' });
    await order({ Date: '2026-01-03' });
    const found = async (query: string) => (await xero.api.get(`PurchaseOrders?${query}`)).json.PurchaseOrders.length;

    expect([await found('Status=AUTHORISED'), await found('DateFrom=2026-01-02'), await found('DateTo=2026-01-02')]).toEqual([
      1, 1, 1,
    ]);
  });
});

describe('payments (xero.md 12, 15)', () => {
  it.each([
    ['more than is due', { Amount: 115.01 }, 'Payment amount exceeds the amount outstanding on this document'],
    ['nothing', { Amount: 0 }, 'The payment amount must be more than nought.'],
    [
      'from an account that pays nothing',
      { Amount: 1, Account: { Code: '200' } },
      'The account must be a bank account, or enabled for payments.',
    ],
  ])('refuse %s', async (_what, members, message) => {
    const { InvoiceID } = await xero.make({ Status: 'AUTHORISED' });

    expect(messagesOf(await pay({ Invoice: { InvoiceID }, ...members }))).toEqual([message]);
  });

  it('refuse a draft, a document that is not there and a locked day', async () => {
    const { InvoiceID } = await xero.make();
    const approved = await xero.make({ Status: 'AUTHORISED' });
    const draft = messagesOf(await pay({ Invoice: { InvoiceID }, Amount: 1 }));
    const missing = messagesOf(await pay({ Invoice: { InvoiceNumber: 'none' }, Amount: 1 }));
    xero.simulator.control.setOrganisation({ values: { PeriodLockDate: '2026-01-06' } });

    expect([draft, missing, messagesOf(await pay({ Invoice: { InvoiceID: approved.InvoiceID }, Amount: 1 }))]).toEqual([
      ['Payments can only be made against Authorised documents'],
      ['The document with the supplied id was not found for this endpoint.'],
      ['The document date cannot be before the period lock date, currently set at 6 January 2026'],
    ]);
  });

  it('are taken back unless they are reconciled', async () => {
    const { InvoiceID } = await xero.make({ Status: 'AUTHORISED' });
    const made = async () =>
      (await pay({ Invoice: { InvoiceID }, Account: { Code: '880' }, Amount: 1 })).json.Payments[0].PaymentID;
    const [kept, gone] = [await made(), await made()];
    xero.simulator.control.reconcilePayment({ id: kept });
    const remove = (id: string, Status = 'DELETED') => xero.api.post(`Payments/${id}`, { Status });

    expect([messagesOf(await remove(kept)), (await remove(gone)).json.Payments[0].Status, (await remove(gone)).status]).toEqual([
      ['This payment has been reconciled and cannot be deleted'],
      'DELETED',
      400,
    ]);
    expect((await remove(kept, 'AUTHORISED')).status).toBe(400);
    expect((await xero.api.get(`Invoices/${InvoiceID}`)).json.Invoices[0].AmountPaid).toBe(1);
  });

  it('are polled by page and since a time, with the invoice that they pay', async () => {
    const { json } = await xero.api.get('Payments?page=1&where=Status%3D%3D%22AUTHORISED%22');
    const none = await xero.api.call('GET', 'Payments?page=1', { headers: { 'if-modified-since': '2026-01-05T08:00:00' } });

    expect(json.Payments).toMatchObject([
      { PaymentType: 'ACCRECPAYMENT', Invoice: { InvoiceNumber: 'INV-0004' }, IsReconciled: false },
    ]);
    expect(none.json.Payments).toEqual([]);
  });
});
