import { afterEach, describe, expect, it } from '@jest/globals';
import type { Simulated } from '../src/domain/simulation/simulated.ts';
import { eventually } from '@psa-bridge/testing';
import { invoice, item, options } from './invoices.ts';
import { CONNECTION, invoices, startXeroApp, TENANT, type AppOptions, type XeroApp } from './xero-app.ts';

let running: XeroApp | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(more: AppOptions = {}): Promise<XeroApp> {
  running = await startXeroApp(more);
  return running;
}

/** So that nothing but the simulation asks anything. */
function pause({ collections }: XeroApp) {
  return collections.engines.forTenant(TENANT).mutate(CONNECTION, (engine) => engine && { ...engine, isActive: false });
}

interface Answer {
  items: readonly Simulated[];
  isComplete: boolean;
  cursor?: string;
  sentence: string;
}

async function simulated(app: XeroApp, query: string): Promise<Answer> {
  const { status, body } = await app.call('GET', `/v1/xero/simulation?${query}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
}

/** Whatever could change by a simulation: Xero's rows and calls that write, and every document here but the token of the connection. */
async function written({ simulator, collections: { consents: _token, ...collections } }: XeroApp) {
  const { writes } = simulator.control.counters({}) as { writes?: unknown };
  const own = await Promise.all(
    Object.values(collections).map(async ({ acrossTenants }) =>
      (await acrossTenants('test').find({})).map(({ _id, version }) => [_id, version]),
    ),
  );
  return {
    writes,
    invoices: simulator.control.count({ entity: 'Invoices' }),
    contacts: simulator.control.count({ entity: 'Contacts' }),
    own,
  };
}

describe('a simulation', () => {
  it('XI-09: shows the exact calls of an invoice that is not in Xero yet, and writes nowhere', async () => {
    const app = await start();
    await pause(app);
    await app.tell([invoice()]);
    const before = await written(app);

    const { items, isComplete, sentence } = await simulated(app, 'externalId=4711');

    expect({ isComplete, sentence }).toEqual({
      isComplete: true,
      sentence: 'One invoice was looked at, and nothing was written.',
    });
    expect(items).toMatchObject([
      {
        ...{ externalId: '4711', decision: 'create', problems: [], differences: [] },
        sentences: [
          'An invoice would be made with the next number of Xero, as a draft.',
          'Xero has no contact Demo Company; it would be made first.',
        ],
        calls: [
          { method: 'PUT', path: '/Contacts', body: { Contacts: [{ Name: 'Demo Company', ContactNumber: '77' }] } },
          {
            ...{ method: 'PUT', path: '/Invoices' },
            body: {
              Invoices: [{ Reference: 'AT:4711', LineItems: [{ Description: 'Demo work', LineAmount: 100, TaxAmount: 15 }] }],
            },
          },
        ],
      },
    ]);
    expect(await written(app)).toEqual(before);
  });

  it('XI-09: compares line by line with what is in Xero, and says what would be refused', async () => {
    const app = await start();
    await app.tell([invoice()]);
    await app.turn();
    expect((await simulated(app, 'externalId=4711')).items).toMatchObject([{ decision: 'unchanged', differences: [] }]);

    const lines = [
      item({ name: 'Demo advice', extendedPrice: '90', taxDollars: '13.50' }),
      item({ externalId: '2', quantity: '1', rate: '10', extendedPrice: '10', taxDollars: '1.50' }),
    ];
    await app.tell([invoice({ lines, orderNumber: 'PO-1' })], 2n);
    const before = await written(app);
    const [changed] = (await simulated(app, 'externalId=4711')).items;

    expect(changed?.decision).toBe('replace');
    expect(changed?.differences.map(({ sentence }) => sentence)).toEqual([
      'The reference is PO-1 AT:4711 here and AT:4711 in Xero.',
      'Line 1, "Demo advice": the text is Demo advice here and Demo work in Xero.',
      'Line 1, "Demo advice": the amount is 90.00 here and 100.00 in Xero.',
      'Line 1, "Demo advice": the tax is 13.50 here and 15.00 in Xero.',
      'Line 2, "Demo work" for 10.00, is not in Xero.',
    ]);
    expect(changed?.comparison).toEqual(
      expect.arrayContaining([
        { where: 'head', member: 'number', ours: null, theirs: expect.any(String), isAlike: true },
        { where: 'head', member: 'reference', ours: 'PO-1 AT:4711', theirs: 'AT:4711', isAlike: false },
        { where: 'line 1', member: 'amount', ours: '90.00', theirs: '100.00', isAlike: false },
        { where: 'line 1', member: 'account', ours: '260', theirs: '260', isAlike: true },
        { where: 'line 2', member: 'amount', ours: '10.00', theirs: null, isAlike: false },
      ]),
    );
    expect(changed?.calls).toMatchObject([
      { method: 'POST', path: '/Invoices', body: { Invoices: [{ Reference: 'PO-1 AT:4711' }] } },
    ]);
    expect(await written(app)).toEqual(before);
  });

  it('XI-09, XI-44: names what stands against an invoice before anything is sent', async () => {
    const app = await start({ settings: { options: options({ numbering: 'autotask-id' }) } });
    await pause(app);
    app.simulator.control.setOrganisation({ values: { PeriodLockDate: '2026-03-31' } });
    await app.tell([
      invoice({ externalId: '1', currency: 'XAF' }),
      invoice({ externalId: '2', invoiceDate: '2026-03-31' }),
      invoice({ externalId: '3', isVoided: true }),
      invoice({ externalId: '4', number: '' }),
      invoice({ externalId: '5', total: '200.00' }),
    ]);

    const { items } = await simulated(app, 'since=2026-01-01');

    expect(items.map(({ decision, problems }) => [decision, problems[0]?.code])).toEqual([
      ['fault', 'CURRENCY_NOT_ENABLED'],
      ['fault', 'PERIOD_LOCKED'],
      ['skip', undefined],
      ['wait', undefined],
      ['fault', 'AMOUNTS_DO_NOT_MATCH'],
    ]);
    expect(items[0]?.sentences).toContain('The invoice is in XAF; the organisation has NZD, USD.');
  });

  it.each([
    [true, 'void', [{ method: 'POST', path: '/Invoices', body: { Invoices: [{ Status: 'DELETED' }] } }]],
    [false, 'skip', []],
  ])(
    'XI-09, VOD-1: shows what a void in Autotask does to its document, carried over: %s',
    async (carriesVoids, decision, calls) => {
      const app = await start({ settings: { options: options({ carriesVoids }) } });
      await app.tell([invoice()]);
      await app.turn();
      await pause(app);
      await app.tell([invoice({ isVoided: true })], 2n);
      const before = await written(app);

      const [shown] = (await simulated(app, 'externalId=4711')).items;

      expect(shown).toMatchObject({ decision, calls });
      expect(shown?.problems.map(({ code }) => code)).toEqual(carriesVoids ? [] : ['VOIDED_IN_AUTOTASK']);
      expect(await written(app)).toEqual(before);
    },
  );

  it('XI-09: ends after its time with what it has, and goes on from its cursor', async () => {
    const app = await start();
    await pause(app);
    await app.tell(invoices(30));
    const { control } = app.simulator;
    control.addFault({ match: { entity: 'Contacts' }, action: { kind: 'slow', ms: 50_000 } });
    control.addFault({ match: { entity: 'Contacts', nth: 3 }, action: { kind: 'slow', ms: 120_000 } });
    const lookedUp = (times: number) => eventually(() => expect(control.counters({}).calls['Contacts']?.['query']).toBe(times));

    const asked = simulated(app, 'since=2026-01-01');
    await lookedUp(1);
    await app.clock.advance(50_000);
    await lookedUp(4);
    await app.clock.advance(41_000);
    const first = await asked;
    expect(first.isComplete).toBe(false);
    expect(first.sentence).toContain('The time was over: ask again with the cursor for the rest.');
    expect(first.items).toHaveLength(25);

    const rest = await simulated(app, `since=2026-01-01&cursor=${encodeURIComponent(first.cursor ?? '')}`);

    expect(rest).toMatchObject({ isComplete: true, sentence: '5 invoices were looked at, and nothing was written.' });
  });

  it('answers with what it has where Xero stops answering, and says so', async () => {
    const app = await start();
    await pause(app);
    await app.tell(invoices(30));
    app.simulator.control.addErrorFault({ match: { entity: 'Contacts', nth: 4 }, shape: 'organisationOffline', times: null });

    const first = await simulated(app, 'since=2026-01-01');

    expect(first).toMatchObject({ isComplete: false, items: { length: 25 }, cursor: expect.any(String) });
    expect(first.sentence).toContain('HTTP Error 503. The service is unavailable.: ask again with the cursor for the rest.');
    expect(await app.call('GET', '/v1/xero/simulation?externalId=1029')).toMatchObject({ status: 503 });
  });

  it('says what to ask for where the question is unclear, and finds no other tenant', async () => {
    const app = await start();
    await app.tell([invoice()]);

    expect(await app.call('GET', '/v1/xero/simulation')).toMatchObject({ status: 400, body: { code: 'simulation_unclear' } });
    expect(await app.call('GET', '/v1/xero/simulation?externalId=9')).toMatchObject({
      status: 404,
      body: { code: 'invoice_unknown' },
    });
    expect(await app.call('GET', '/v1/xero/simulation?externalId=4711', { as: 'stranger' })).toMatchObject({ status: 409 });
  });

  it('XI-09: leaves none out silently whose organisation is not connected, nor any that comes after it', async () => {
    const app = await start();
    await pause(app);
    await app.tell(invoices(30));
    const link = { documentId: 'document-1', kind: 'invoice', number: 'INV-1', contentHash: '' } as const;
    await app.collections.invoices
      .forTenant(TENANT)
      .mutate(
        app.idOf('1003'),
        (current) => current && { ...current, connectionId: 'disconnected', item: { ...current.item, link } },
      );

    const { items, isComplete } = await simulated(app, 'since=2026-11-01');

    expect({ count: items.length, isComplete }).toEqual({ count: 30, isComplete: true });
    const waiting = items.filter(({ decision }) => decision === 'wait');
    expect(waiting).toMatchObject([{ externalId: '1003', sentences: [expect.stringContaining('is not connected')] }]);
  });

  it('XI-05, XI-09: sends what may be in an organisation which was disconnected to no other, and says what the sync says', async () => {
    const app = await start();
    await pause(app);
    await app.tell([invoice()]);
    const connections = app.collections.connections.forTenant(TENANT);
    const left = { _id: 'north', organisation: { id: 'north', name: 'Demo North' }, state: 'disconnected' } as const;
    const connection = await connections.get(CONNECTION);
    if (connection === undefined) throw new Error('nothing is connected');
    await connections.insert({ ...connection, ...left });
    const lost = { mayExist: true, isUnanswered: true } as const;
    await app.collections.invoices
      .forTenant(TENANT)
      .mutate(
        app.idOf('4711'),
        (current) => current && { ...current, connectionId: 'north', item: { ...current.item, ...lost } },
      );

    const { items } = await simulated(app, 'externalId=4711');

    expect(items).toMatchObject([{ decision: 'fault', problems: [{ code: 'ORGANISATION_DISCONNECTED' }], calls: [] }]);
    expect(items[0]?.sentences.join(' ')).toContain('Connect Demo North again under Xero > Connection');
  });
});
