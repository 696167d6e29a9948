import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock, type Clock } from '@psa-bridge/core';
import { createMemoryBus } from '@psa-bridge/messaging';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { captureLogger } from '@psa-bridge/testing';
import { freePorts } from '../../tools/dev-stack/ports.ts';
import { createApiClient, type ApiClient } from '../../tools/platform/api-client.ts';
import type { RecordPage, RecordView } from '../../tools/platform/journeys.ts';
import { createPlanned, startInOneProcess } from '../../tools/platform/one-process.ts';
import { DEMO_ADMIN, planServices, SERVICE_NAMES, type PlannedService } from '../../tools/platform/service-plan.ts';
import { DEMO_KEY, everyDocument, loadStoredData, STORED_AT } from './stored-data.ts';

/** A bound against hanging: all services of a platform start, on a machine that other suites keep busy. */
const LIMIT_MS = 180_000;
const clock = clockSince(STORED_AT);
const parts = { clock, store: createMemoryStore({ clock }), bus: createMemoryBus({ clock }), logger: captureLogger().logger };
let plan: readonly PlannedService[];

/** Goes on from then: an upgrade follows soon, and what is kept for some months is still there whenever this runs. */
function clockSince(start: Date): Clock {
  const behindMs = systemClock.now().getTime() - start.getTime();
  return { ...systemClock, now: () => new Date(systemClock.now().getTime() - behindMs) };
}

/** What the command `migrate` of every service answers, one after the other. */
async function migrate(): Promise<readonly string[]> {
  const migrated: string[] = [];
  for (const planned of plan)
    await createPlanned(planned, parts).command(['migrate'], (line) => {
      migrated.push(...(JSON.parse(line) as { migrated: string[] }).migrated);
    });
  return migrated;
}

describe('what the version before had stored', () => {
  let loaded: ReadonlyMap<string, number>;
  let stop: () => Promise<void> = () => Promise.resolve();
  let api: ApiClient;

  beforeAll(async () => {
    plan = planServices({
      ...{ kafkaBrokers: 'none:0', mongodbUri: 'none:', database: 'none', ports: await freePorts(SERVICE_NAMES.length * 2) },
      ...{ providers: ['autotask'], simulated: { autotask: 'http://127.0.0.1:1/' }, xero: null, deltaEveryMs: 0 },
    }).map((service) => ({ ...service, env: { ...service.env, FIELD_KEYS: `dev:${DEMO_KEY}` } }));
    loaded = await loadStoredData(parts.store);
  }, LIMIT_MS);
  afterAll(() => stop(), LIMIT_MS);

  it(
    'is migrated once: a second migrate finds nothing to do and changes no document',
    async () => {
      const first = await migrate();
      const before = await everyDocument(parts.store);
      const second = await migrate();

      expect(first).toEqual(expect.arrayContaining(['2026-11-users-have-kind-and-state', '2026-11-issues-have-causes']));
      expect(second).toEqual([]);
      expect(await everyDocument(parts.store)).toEqual(before);
    },
    LIMIT_MS,
  );

  it('is migrated again without harm where a killed process did not note what it had done', async () => {
    const before = await everyDocument(parts.store);
    await parts.store.collection({ name: 'migrations', writer: 'persistence' }).acrossTenants('test').deleteMany({});

    expect((await migrate()).length).toBeGreaterThan(0);

    const isData = ([id]: readonly [string, string]): boolean => !/^(migrations|leases) /.test(id);
    expect([...(await everyDocument(parts.store))].filter(isData)).toEqual([...before].filter(isData));
  });

  it(
    'lets its people in and shows every record, as the services of now read them',
    async () => {
      stop = await startInOneProcess(plan, parts);
      api = createApiClient(plan.find(({ name }) => name === 'gateway')?.url ?? '', DEMO_ADMIN);

      for (const type of ['companies', 'contacts', 'products', 'services', 'agreements']) {
        const { total, items } = await api.get<RecordPage>(`/v1/${type}?size=100`);
        expect([type, total, items.length]).toEqual([type, loaded.get(type), loaded.get(type)]);
      }
      const users = await api.get<{ items: { email: string; state: string }[] }>('/v1/users');
      expect(users.items).toEqual([expect.objectContaining({ email: DEMO_ADMIN.email, state: 'active' })]);
    },
    LIMIT_MS,
  );

  it('shows its issue with a cause, its integration with credentials that can be read, and its sync runs', async () => {
    const { items: issues } = await api.get<{ items: Record<string, unknown>[] }>('/v1/issues');
    const { items: causes } = await api.get<{ items: unknown[] }>('/v1/issues/causes');
    const { items: integrations } = await api.get<{ items: { id: string; state: string }[] }>('/v1/integrations/autotask');
    const [integration] = integrations;
    const runs = await api.get<{ items: { kind: string; state: string }[] }>(`/v1/integrations/autotask/${integration?.id}/sync`);

    expect(issues).toEqual([expect.objectContaining({ entityName: 'Refused Ltd', severity: expect.any(String) })]);
    expect([causes.length, integrations.map(({ state }) => state)]).toEqual([1, ['connected']]);
    expect(runs.items).toEqual([expect.objectContaining({ kind: 'full', state: 'completed' })]);
    const connector = plan.find(({ name }) => name === 'autotask-connector');
    const lines: string[] = [];
    if (connector) await createPlanned(connector, parts).command(['rotate-secrets'], (line) => lines.push(line));
    expect(lines).toEqual(['{"changedDocuments":0}']);
  });

  it('takes a change of an old record', async () => {
    const { items } = await api.get<RecordPage>('/v1/companies?size=1');

    const changed = await api.patch<RecordView>(`/v1/companies/${items[0]?.id}`, { telephone: '555-0177' });

    expect(changed).toMatchObject({ telephone: '555-0177' });
  });
});
