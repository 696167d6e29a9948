import { afterEach, describe, expect, it } from '@jest/globals';
import { entityKey, events, newEvent, Outcome, toBusMessage, topics, type EventInit } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import { invoice } from './invoices.ts';
import { CONNECTION, INTEGRATION, startXeroApp, TENANT, type XeroApp } from './xero-app.ts';

let running: XeroApp | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(): Promise<XeroApp> {
  running = await startXeroApp();
  const company = { ...invoice().company, name: '=HYPERLINK("x")' };
  await running.tell([
    invoice({ externalId: '1', invoiceDate: '2026-10-31', company }),
    invoice({ externalId: '2', invoiceDate: '2026-11-01', total: '200.00' }),
    invoice({ externalId: '3', invoiceDate: '2026-11-01', isVoided: true }),
  ]);
  await running.turn();
  return running;
}

/** As the connector of Autotask tells of its reading of posted invoices. */
async function tellReading({ bus, clock }: XeroApp, how: EventInit<typeof events.syncResult>): Promise<void> {
  const topic = topics.syncResults.name;
  const about = { topic, key: entityKey(TENANT, 'invoice', INTEGRATION), source: 'autotask-connector', tenantId: TENANT };
  const whose = { integrationId: INTEGRATION, provider: 'autotask', entityType: 'invoice', entityId: INTEGRATION };
  await bus.publish(topic, [
    toBusMessage(newEvent(events.syncResult, { ...about, at: clock.now(), data: { ...whose, ...how } })),
  ]);
}

describe('the views', () => {
  it('XI-07: count invoices by day or month and by state, as the list does', async () => {
    const app = await start();
    const range = 'dateFrom=2026-10-01&dateTo=2026-11-30';

    const days = (await app.call('GET', `/v1/xero/counts?${range}`)).body as {
      items: { period: string; counts: Record<string, number> }[];
    };
    expect(days).toMatchObject({
      items: [
        { period: '2026-10-31', counts: { complete: 1 } },
        { period: '2026-11-01', counts: { pending: 1, skipped: 1, complete: 0 } },
      ],
    });
    expect((await app.call('GET', `/v1/xero/counts?${range}&by=month`)).body).toMatchObject({
      items: [{ period: '2026-10' }, { period: '2026-11' }],
    });
    const listed = (await app.call('GET', '/v1/xero/invoices?state=skipped')).body as { total: number };
    expect(listed.total).toBe(days.items.reduce((sum, { counts }) => sum + (counts['skipped'] ?? 0), 0));
  });

  it('XI-07: export what matches, and no name of a customer becomes a formula', async () => {
    const app = await start();

    const { csv } = (await app.call('GET', '/v1/xero/export?dateTo=2026-10-31')).body as { csv: string };

    const [head, ...rows] = csv.trimEnd().split('\r\n');
    expect(head).toMatch(/^Autotask id,Number,/);
    expect(rows).toEqual([expect.stringMatching(/^1,1001,2026-10-31,"'=HYPERLINK\(""x""\)",115\.00,NZD,complete,,,INV-/)]);
  });

  it('XI-07: tell the log of one id in Autotask, or of a day, the latest first', async () => {
    const app = await start();

    const of = async (query: string) =>
      ((await app.call('GET', `/v1/xero/log?${query}`)).body as { items: { externalId: string; text: string }[] }).items;

    expect((await of('externalId=3')).map(({ text }) => text)).toEqual([
      'The invoice is voided in Autotask',
      'Found in Autotask: Pending Sync',
    ]);
    expect(new Set((await of('day=2026-11-02')).map(({ externalId }) => externalId))).toEqual(new Set(['1', '2', '3']));
    expect(await of('day=2026-11-03')).toEqual([]);
  });

  it.each([
    ['of a day that is long past, however many invoices were written to since', '2026-12-24', '?day=2026-11-02'],
    ['with the latest lines first, however many invoices with later ids there are', '2026-10-24', ''],
  ])('XI-07: tell the log %s', async (_what, dayOfOthers, query) => {
    const app = await start();
    const own = app.collections.invoices.forTenant(TENANT);
    const known = await own.get(app.idOf('1'));
    if (known === undefined) throw new Error('the invoice is not known');
    const at = new Date(`${dayOfOthers}T12:00:00Z`);
    const others = { ...known, log: [{ at, text: 'Another' }], loggedAt: at };
    await own.insertMany(Array.from({ length: 500 }, (_, number) => ({ ...others, _id: `${app.idOf('9')}${number}` })));

    const { body } = await app.call('GET', `/v1/xero/log${query}`);
    const { items } = body as { items: { externalId: string; text: string }[] };
    const told = items.filter(({ text }) => text !== 'Another').map(({ externalId }) => externalId);
    expect(new Set(told)).toEqual(new Set(['1', '2', '3']));
  });

  it('XI-44: tell with the organisation that invoices cannot be read in Autotask, until they are again', async () => {
    const app = await start();
    const message = 'Timeout Expired error when connecting to Autotask';
    const reading = async () =>
      ((await app.call('GET', `/v1/xero/connections/${CONNECTION}/engine`)).body as { reading: unknown }).reading;

    await tellReading(app, { outcome: Outcome.FAILED, failure: { code: 'autotask_timeout', message, remedy: 'Wait.' } });
    await eventually(async () => expect(await reading()).toMatchObject({ problem: { message, cure: 'Wait.' } }));
    await tellReading(app, { outcome: Outcome.SUCCEEDED });
    await eventually(async () => expect(await reading()).toBeNull());

    const { items } = (await app.call('GET', '/v1/xero/log')).body as { items: { kind: string; text: string }[] };
    const ofOrganisation = items.filter(({ kind }) => kind === 'organisation').map(({ text }) => text);
    expect(ofOrganisation).toEqual(expect.arrayContaining([message, 'Invoices are read in Autotask again']));
    expect(ofOrganisation).toHaveLength(2);
  });

  it('show nothing of another tenant', async () => {
    const app = await start();

    expect((await app.call('GET', '/v1/xero/log', { as: 'stranger' })).body).toEqual({ items: [] });
    expect((await app.call('GET', '/v1/xero/purchase-orders', { as: 'stranger' })).body).toMatchObject({ total: 0 });
  });
});
