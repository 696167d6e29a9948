import type { Integration } from '@psa-bridge/connector-kit';
import { createConnectorHarness, TENANT, type ConnectorHarness } from '@psa-bridge/connector-kit/contract-suite';
import type { SyncResult } from '@psa-bridge/contracts';
import { systemClock } from '@psa-bridge/core';
import type { BusinessRecord, RecordInput, RecordType, TenantRecords } from '@psa-bridge/records';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { hurried, simulateAutotask, type SimulationOptions } from './simulated-autotask.ts';

/** A whole connector, connected to a simulated Autotask whose field values it has read, as people and PSA see it. */
export interface ConnectedAutotask {
  harness: ConnectorHarness;
  simulator: AutotaskSimulator;
  integration: Integration;
  records: TenantRecords;
  sync(kind: 'full' | 'fields'): Promise<void>;
  /** Saves a page as it is to be. */
  savePage(page: string, settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Creates a record with its push and waits until that has ended, well or not. */
  create<Type extends RecordType>(type: Type, data: RecordInput<Type>): Promise<BusinessRecord<Type>>;
  /** Changes a record with its push and waits until that has ended, well or not. */
  change<Type extends RecordType>(type: Type, id: string, data: Partial<RecordInput<Type>>): Promise<BusinessRecord<Type>>;
  /** What stands in Autotask for a record of ours. */
  there(entity: string, record: BusinessRecord): Readonly<Record<string, unknown>>;
  udfsThere(entity: string, record: BusinessRecord): Readonly<Record<string, string>>;
  issueOf(id: string): Promise<SyncResult | undefined>;
  noIssues(): Promise<void>;
  close(): Promise<void>;
}

export async function connectAutotask(options: SimulationOptions = {}): Promise<ConnectedAutotask> {
  const autotask = await simulateAutotask(options);
  const { simulator } = autotask;
  const harness = createConnectorHarness({ definition: hurried(autotask.definition), http: autotask.http, clock: systemClock });
  await harness.start();
  const integration = await harness.connect({ ...simulator.credentials });
  const records = harness.records.forTenant(TENANT);
  const params = { id: integration._id };
  const pushTo = [{ integrationId: integration._id, provider: 'autotask' }];

  async function settled<Type extends RecordType>(type: Type, id: string): Promise<BusinessRecord<Type>> {
    return harness.until(async () => {
      const record = await records.get(type, id);
      const status = record?.external[integration._id]?.sync.status;
      if (!record || status === undefined || ['pending', 'synchronizing'].includes(status))
        throw new Error(`${type} is ${status}.`);
      return record;
    });
  }

  const rowOf = (entity: string, record: BusinessRecord) => {
    const row = simulator.control.get({ entity, id: Number(record.external[integration._id]?.id) });
    if (!row) throw new Error(`Autotask has no such row of ${entity}.`);
    return row;
  };

  const connected: ConnectedAutotask = {
    ...{ harness, simulator, integration, records },
    async sync(kind) {
      await harness.call('POST', '/{id}/sync', { params, body: { kind } });
      await harness.until(async () => {
        const { items } = (await harness.call('GET', '/{id}/sync', { params })) as { items: { state: string }[] };
        if (items.some(({ state }) => state === 'running')) throw new Error('The sync runs.');
      });
    },
    async savePage(page, settings) {
      const { settingsRevision } = await harness.connector.integrations.load(TENANT, integration._id);
      const headers = { 'if-match': `"${settingsRevision}"` };
      await harness.call('PUT', `/pages/${page}`, { params, body: settings, headers });
    },
    async create(type, data) {
      const { id } = await harness.save(type, data, integration);
      return settled(type, id);
    },
    async change(type, id, data) {
      await records.update(type, id, data, { source: 'user', pushTo });
      return settled(type, id);
    },
    there: (entity, record) => rowOf(entity, record).values,
    udfsThere: (entity, record) => rowOf(entity, record).udfs,
    issueOf: async (id) => (await harness.openIssues()).find(({ entityId }) => entityId === id),
    noIssues: () =>
      harness.until(async () => {
        const open = await harness.openIssues();
        if (open.length > 0) throw new Error(`Open: ${open.map(({ failure }) => failure?.message).join('; ')}`);
      }),
    async close() {
      await harness.stop();
      await autotask.close();
    },
  };
  await connected.sync('fields');
  return connected;
}
