import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodePayload, events, topics } from '@psa-bridge/contracts';
import { invoice } from './invoices.ts';
import { CONNECTION, startXeroApp, type XeroApp } from './xero-app.ts';

const ENGINE = `/v1/xero/connections/${CONNECTION}/engine`;
const SETTINGS = { options: { accounts: { default: '200' } } };

let app: XeroApp;
beforeAll(async () => {
  app = await startXeroApp();
  const { company } = invoice();
  await app.tell([
    invoice({ externalId: '1', number: '5001' }),
    invoice({ externalId: '2', number: '5002', currency: 'XAF', company: { ...company, externalId: '78', name: 'Demo Other' } }),
    invoice({ externalId: '3', number: '5003', invoiceDate: '2026-10-01', isVoided: true }),
  ]);
  await app.turn();
});
afterAll(() => app.stop());

async function found(query: string): Promise<readonly string[]> {
  const { body } = await app.call('GET', `/v1/xero/invoices?${query}`);
  return (body as { items: { externalId: string }[] }).items.map(({ externalId }) => externalId);
}

describe('the list of invoices', () => {
  it.each([
    ['', ['2', '1', '3']],
    ['state=complete,skipped', ['1', '3']],
    ['code=CURRENCY_NOT_ENABLED', ['2']],
    ['dateFrom=2026-10-02', ['2', '1']],
    ['dateTo=2026-10-01', ['3']],
    ['search=demo+5001', ['1']],
    ['search=OTHER', ['2']],
    ['size=1&from=1', ['1']],
  ])('XI-07: shows what is asked for by "%s", the latest first', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it('XI-07: shows one invoice with its lines, what happened to it, and no person of the customer', async () => {
    const { body } = await app.call('GET', `/v1/xero/invoices/${app.idOf('2')}`);

    expect(body).toMatchObject({
      ...{ state: 'fault', number: '5002', customer: 'Demo Other', document: null },
      problem: { message: 'Organisation is not subscribed to currency' },
      lines: [{ name: 'Demo work', amount: '100.00', tax: '15.00' }],
    });
    expect((body as { log: { text: string }[] }).log.at(-1)?.text).toContain('Set to status: Fault');
    expect(JSON.stringify(body)).not.toContain('accounts@example.com');
  });

  it('refuses a state that there is none of, and names the field', async () => {
    const answer = await app.call('GET', '/v1/xero/invoices?state=lost');

    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining('query.state')]);
  });
});

describe('the accounts of an organisation', () => {
  it('XI-24: are those of Xero by code, and say which ones take nothing any more', async () => {
    const { status, body } = await app.call('GET', `/v1/xero/connections/${CONNECTION}/accounts`);

    const { items } = body as { items: readonly { code: string }[] };
    expect(status).toBe(200);
    expect(items).toContainEqual({ code: '200', name: 'Sales', type: 'REVENUE', isActive: true });
    expect(items).toContainEqual({ code: '270', name: 'Sales of last year', type: 'REVENUE', isActive: false });
    expect(items.map(({ code }) => Number(code))).toEqual(items.map(({ code }) => Number(code)).toSorted((a, b) => a - b));
  });
});

describe('the settings of a connection', () => {
  it('XI-20 to XI-25: are saved as a whole, with what was left out by default, and told to the audit', async () => {
    const before = await app.call('GET', ENGINE);
    const etag = before.headers.get('etag') ?? '';

    const options = { ...SETTINGS.options, numbering: 'autotask-id', rounding: { allowance: '1.00' } };
    const saved = await app.call('PUT', `${ENGINE}/settings`, { body: { options, takesFrom: '2026-10-15' }, etag });

    expect(saved.status).toBe(200);
    expect(saved.headers.get('etag')).not.toBe(etag);
    expect(saved.body).toMatchObject({
      ...{ state: 'active', rest: null },
      settings: { takesFrom: '2026-10-15', alertsTo: [], options: { importAs: 'draft', numbering: 'autotask-id' } },
    });
    await app.app.flushOutbox();
    const told = await Array.fromAsync(app.bus.readAll(topics.audit.name));
    expect(told.map(({ value }) => decodePayload(events.actionTaken, value).kind)).toContain('xero_connection.settings_saved');
  });

  it('are not saved over those of somebody else, nor without knowing them', async () => {
    const stale = await app.call('PUT', `${ENGINE}/settings`, { body: SETTINGS, etag: '"0"' });
    const blind = await app.call('PUT', `${ENGINE}/settings`, { body: SETTINGS });

    expect([stale.status, blind.status]).toEqual([412, 428]);
  });

  it.each([
    ['body.options.accounts', { options: {} }],
    ['body.options.rounding.allowance', { options: { ...SETTINGS.options, rounding: { allowance: '-1' } } }],
    ['body.options.rounding', { options: { ...SETTINGS.options, rounding: { silentUpTo: '9.00' } } }],
    ['body.alertsTo', { ...SETTINGS, alertsTo: ['nobody'] }],
    ['body.takesFrom', { ...SETTINGS, takesFrom: '2026-13-01' }],
  ])('are refused by name where %s is not usable', async (field, body) => {
    const answer = await app.call('PUT', `${ENGINE}/settings`, { body, etag: '"1"' });

    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(field)]);
  });

  it('XI-06: a connection of which no account is known is not switched on', async () => {
    await app.collections.engines.forTenant('tenant-a').delete(CONNECTION);

    const resumed = await app.call('POST', `${ENGINE}/resume`);

    expect([resumed.status, JSON.stringify(resumed.body)]).toEqual([409, expect.stringContaining('settings_missing')]);
  });
});
