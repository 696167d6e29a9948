import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAutotaskSimulator, type AutotaskSimulator } from '@psa-bridge/simulators';
import type { IdWalkPage } from '../src/client/autotask.client.ts';
import { where } from '../src/client/query.ts';
import { AutotaskBillingCode, AutotaskCompany, AutotaskContact } from '../src/client/types.ts';
import { testAutotaskConnection } from '../src/connection/connection-test.ts';
import { installWebhooks, listWebhooks, uninstallWebhooks } from '../src/webhook/registration.ts';
import { simulatedSession } from './simulated-session.ts';

let simulator: AutotaskSimulator;

beforeAll(async () => {
  simulator = createAutotaskSimulator({
    seed: { companies: 1_100, contactsPerCompany: 1, products: 5 },
    limits: { tierDelaysMs: [0, 0] },
  });
  await simulator.start();
});
beforeEach(() => void simulator.control.reset());
afterAll(async () => {
  expect(simulator.bugs()).toEqual([]);
  await simulator.stop();
});

const failedChecks = async (session = simulatedSession(simulator)) =>
  (await testAutotaskConnection(session)).checks.filter((check) => !check.ok);

describe('the client', () => {
  it('walks a list by ascending id, company 0 included, without a row twice or missing', async () => {
    const { client } = simulatedSession(simulator);
    const seen: number[] = [];

    for (let after: number | undefined = -1; after !== undefined;) {
      const page: IdWalkPage<AutotaskCompany> = await client.walk('Companies', { after }, AutotaskCompany);
      seen.push(...page.rows.map((row) => row.id));
      after = page.next;
    }

    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    expect(seen.length).toBe(await client.count('Companies', [where.gte('id', 0)]));
    expect(seen[0]).toBe(0);
  });

  it('creates children through their parent, and reads back what it wrote', async () => {
    const { client } = simulatedSession(simulator);
    const [company] = await client.query('Companies', { filter: [where.gt('id', 0)], maxRecords: 1 }, AutotaskCompany);
    const target = { parent: 'Companies', parentId: company?.id ?? 0, child: 'Contacts' };

    const id = await client.create(target, {
      firstName: 'Demo',
      lastName: 'Person',
      isActive: 1,
      externalID: 'marker',
      companyID: company?.id,
    });
    await client.patch(target, { id, title: 'Buyer' });

    expect(await client.get('Contacts', id, AutotaskContact)).toMatchObject({
      firstName: 'Demo',
      title: 'Buyer',
      externalID: 'marker',
      companyID: company?.id,
    });
  });

  it('answers undefined for what does not exist, in both documented ways', async () => {
    const { client } = simulatedSession(simulator);

    expect(await client.get('Companies', 999_999_999, AutotaskCompany)).toBeUndefined();
    simulator.control.setSwitches({ missingItem: '404' });
    expect(await client.get('Companies', 999_999_999, AutotaskCompany)).toBeUndefined();
  });

  it('finds a tenant again that was moved to another zone, and tries once more', async () => {
    const { client } = simulatedSession(simulator);
    await client.get('Companies', 0, AutotaskCompany);

    simulator.control.moveZone();

    expect(await client.get('Companies', 0, AutotaskCompany)).toMatchObject({ id: 0 });
  });

  it('reads billing codes with their use', async () => {
    const { client } = simulatedSession(simulator);

    const codes = await client.list('BillingCodes', { filter: [where.gte('id', 0)] }, AutotaskBillingCode);

    expect(codes.length).toBeGreaterThan(0);
    expect(codes.every((code) => code.isActive !== undefined && code.name)).toBe(true);
  });
});

describe('the connection test', () => {
  it('AT-01: finds the zone, accepts the API user and names the database', async () => {
    const report = await testAutotaskConnection(simulatedSession(simulator));

    expect(report.checks.filter((check) => !check.ok)).toEqual([]);
    expect(report.fingerprint).toMatch(/^database:\d+$/);
  });

  it('AT-02: names the own company whose country is missing', async () => {
    simulator.control.patch({ entity: 'Companies', id: 0, values: { countryID: null } });

    expect(await failedChecks()).toEqual([
      expect.objectContaining({ name: 'own_company_country', remedy: expect.stringContaining('Country') }),
    ]);
  });

  it.each([
    ['Contracts', 'write', 'Contracts'],
    ['Companies', 'write', 'CRM'],
    ['Contacts', 'write', 'CRM'],
    ['Opportunities', 'write', 'CRM'],
    ['Quotes', 'write', 'CRM'],
    ['Products', 'write', 'Inventory'],
    ['Tickets', 'write', 'Service Desk'],
    ['BillingCodes', 'read', 'Admin'],
  ] as const)('AT-03: names missing access to %s (%s) with its section %s', async (entity, access, section) => {
    const actions = access === 'write' ? (['create', 'update'] as const) : (['query'] as const);
    simulator.control.setSecurity({ denied: [{ entity, actions: [...actions] }] });

    expect(await failedChecks()).toEqual([
      expect.objectContaining({
        name: `permission_${entity.toLowerCase()}`,
        message: `${entity}: no ${access} access.`,
        remedy: expect.stringContaining(`section ${section}`),
      }),
    ]);
  });

  it('AT-04: says that webhooks need a security level of their own', async () => {
    simulator.control.setSecurity({ canCreateWebhooks: false });

    const failed = await failedChecks();

    expect(failed.map(({ name, isWarning }) => [name, isWarning])).toEqual([
      ['permission_companywebhooks', true],
      ['permission_contactwebhooks', true],
    ]);
  });

  it('AT-05: refuses a wrong secret, a wrong tracking identifier and an unknown user alike', async () => {
    for (const wrong of [
      { secret: 'wrong' },
      { integrationCode: 'WRONG0000000000000000000000' },
      { userName: 'nobody@example.com' },
    ]) {
      await expect(testAutotaskConnection(simulatedSession(simulator, wrong))).rejects.toMatchObject({ code: 'psa_credentials' });
    }
  });

  it('AT-06: warns when half of the allowance is used, by whomever', async () => {
    simulator.control.setUsage({ external: 6_000 });

    expect(await failedChecks()).toEqual([expect.objectContaining({ name: 'request_allowance', isWarning: true })]);
  });
});

describe('webhooks', () => {
  const target = (id?: number) => ({
    namePrefix: 'PSA Bridge demo',
    url: (channel: string) => `https://bridge.example.com/hooks/${channel}`,
    secret: 'demo-secret',
    ownResourceId: id,
  });

  it('AT-100, AT-101, AT-104: are installed for companies and contacts, and pressing twice leaves one set', async () => {
    const { client } = simulatedSession(simulator);

    await installWebhooks(client, target(simulator.apiUserId));
    const installed = await installWebhooks(client, target(simulator.apiUserId));

    expect(installed.map(({ entityType, url }) => [entityType, url])).toEqual([
      ['company', 'https://bridge.example.com/hooks/company'],
      ['contact', 'https://bridge.example.com/hooks/contact'],
    ]);
    expect(installed.every(({ status }) => status === 'active')).toBe(true);
  });

  it('AT-102: are all removed again', async () => {
    const { client } = simulatedSession(simulator);
    await installWebhooks(client, target());

    expect(await uninstallWebhooks(client, 'PSA Bridge demo')).toBe(2);
    expect(await listWebhooks(client, 'PSA Bridge demo')).toEqual([]);
  });
});
