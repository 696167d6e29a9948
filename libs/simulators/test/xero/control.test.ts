import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { invoice, line, useSimulator } from './harness.ts';

const clock = createManualClock();
const xero = useSimulator({ clock });

const control = () => xero.simulator.control;

describe('the control of the simulated Xero', () => {
  it('is served over HTTP as in process', async () => {
    const call = async (name: string, body: unknown) => {
      const response = await fetch(`${xero.simulator.controlUrl()}/${name}`, { method: 'POST', body: JSON.stringify(body) });
      return (await response.json()) as Record<string, unknown>;
    };

    expect(await call('count', { entity: 'Invoices', where: 'Status=="PAID"' })).toEqual({ result: 1 });
    expect(await call('count', { entity: 'Nothing' })).toEqual({
      error: "There is no entity 'Nothing'; try Invoices or Contacts.",
    });
    expect(await call('count', { entity: 'Invoices', organisation: 9 })).toEqual({
      error: 'There is no organisation 9; the first is 0.',
    });
  });

  it('creates and changes documents as a person does: by the rules, and uncounted', () => {
    const made = control().create({ entity: 'Invoices', values: invoice() as never });
    const id = made['InvoiceID'] as string;
    const changed = control().patch({ entity: 'Invoices', id, values: { Reference: 'by hand' } });

    expect([changed['Reference'], control().get({ entity: 'Invoices', id: made['InvoiceNumber'] as string })]).toMatchObject([
      'by hand',
      { InvoiceID: id, Reference: 'by hand' },
    ]);
    expect(() => control().create({ entity: 'Invoices', values: invoice({ Contact: {} }) as never })).toThrow('Contact');
    expect([control().counters().writes, control().count({ entity: 'Invoices' })]).toEqual([{}, 6]);
  });

  it('archives and restores accounts, and deletes tax rates', async () => {
    control().deactivate({ entity: 'Accounts', id: '200' });
    control().deactivate({ entity: 'TaxRates', id: 'OUTPUT2' });
    const made = await xero.api.put('Invoices', invoice({ Status: 'AUTHORISED' }));
    control().deactivate({ entity: 'Accounts', id: '200', active: true });
    control().deactivate({ entity: 'TaxRates', id: 'OUTPUT2', active: true });

    expect([made.status, (await xero.make({ Status: 'AUTHORISED' })).Status]).toEqual([400, 'AUTHORISED']);
  });

  it('enables a currency and takes it away, changes settings, and refuses what is not there', () => {
    control().create({ entity: 'Currencies', values: { Code: 'EUR', Description: 'Euro' } });
    const more = control().count({ entity: 'Currencies' });
    control().remove({ entity: 'Currencies', id: 'EUR' });
    control().patch({ entity: 'Accounts', id: '200', values: { Name: 'Turnover' } });

    expect([more, control().count({ entity: 'Currencies' })]).toEqual([3, 2]);
    expect(control().get({ entity: 'Accounts', id: 'none' })).toBeNull();
    expect(control().list({ entity: 'Accounts', where: 'Name=="Turnover"' })).toMatchObject([{ Code: '200' }]);
    expect(() => control().remove({ entity: 'Accounts', id: 'none' })).toThrow("There is no 'none' among Accounts.");
    expect(() => control().remove({ entity: 'Invoices', id: 'INV-0001' })).toThrow('documents or payments');
    expect(() => control().create({ entity: 'Contacts', values: {} })).toThrow('must contain at least 1');
    expect(() => control().reconcilePayment({ id: 'none' })).toThrow("There is no payment 'none'.");
    expect(() => control().setConsent({ organisations: [7] })).toThrow('There is no organisation 7');
  });

  it('counts calls, writes and answers, and shows the last calls with their verbs (18.11)', async () => {
    await xero.make();
    await xero.api.post('Contacts', { Name: 'New' });
    await xero.api.get('Invoices');

    expect(control().counters()).toMatchObject({
      calls: { Invoices: { create: 1, query: 1 }, Contacts: { update: 1 } },
      writes: { Invoices: { create: 1 }, Contacts: { create: 1 } },
      answers: { 200: 3 },
    });
    expect(
      control()
        .calls({ entity: 'Invoices' })
        .map(({ method, target }) => `${method} ${target}`),
    ).toEqual(['PUT /api.xro/2.0/Invoices', 'GET /api.xro/2.0/Invoices']);
  });

  it('resets everything to the start', async () => {
    await xero.make({ LineItems: [line({ AccountCode: '260' })] });
    xero.set({ halves: 'even' });
    control().addErrorFault({ shape: 'empty' });
    control().spendAllowance({ minute: 10 });
    control().setApp({ name: 'Other' });
    control().reset();

    expect([control().count({ entity: 'Invoices' }), control().listFaults(), control().state()]).toMatchObject([
      5,
      [],
      { connections: [], tokensIssued: {}, left: [{ minute: 100_000 }, {}], switches: { halves: 'up' } },
    ]);
    expect((await xero.api.get('Invoices')).status).toBe(401);
  });

  it('seeds as much as is asked for', () => {
    control().reset({ seed: { organisations: 3, contacts: 4, items: 0, invoices: 8, randomSeed: 7 } });
    const counted = ['Contacts', 'Items', 'Invoices', 'Payments'].map((entity) => control().count({ entity, organisation: 2 }));

    expect([xero.simulator.tenantIds().length, counted]).toEqual([3, [4, 0, 8, 2]]);
  });
});
