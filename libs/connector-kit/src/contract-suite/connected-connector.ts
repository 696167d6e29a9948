import { expect } from '@jest/globals';
import type { SyncResult } from '@psa-bridge/contracts';
import type { BusinessRecord, ExternalLink, RecordInput, RecordType, TenantRecords } from '@psa-bridge/records';
import type { Integration } from '../integrations/integration.ts';
import { TENANT, type ConnectorHarness } from './connector-harness.ts';

/** An integration of the connector under test, and what a person or the PSA does with it. */
export interface ConnectedConnector {
  harness: ConnectorHarness;
  integration: Integration;
  records: TenantRecords;
  /** Runs a sync to its end. */
  sync(kind: 'full' | 'fields' | 'people' | 'delta'): Promise<void>;
  startSync(kind: 'full' | 'fields' | 'people' | 'delta'): Promise<string>;
  syncCompleted(runId: string): Promise<void>;
  save<Type extends RecordType>(type: Type, data: RecordInput<Type>): Promise<string>;
  /** Changes a record as a person does, and has it pushed. */
  change<Type extends RecordType>(type: Type, id: string, changes: Partial<RecordInput<Type>>): Promise<void>;
  linkOf(type: RecordType, id: string): Promise<ExternalLink | undefined>;
  /** The PSA's id of a record, once it has one and its content arrived there. */
  arrived(type: RecordType, id: string): Promise<number>;
  /** The record that stands for one of the PSA's rows. */
  recordOf<Type extends RecordType>(type: Type, externalId: number): Promise<BusinessRecord<Type>>;
  /** Saves a configuration page as an admin does: only what is given differs from the defaults. */
  savePage(page: string, settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** What is open for an entity, once something is. */
  issueOf(entityId: string): Promise<SyncResult>;
  noIssues(): Promise<void>;
}

const WAIT_MS = 20_000;

/** What tests do with an integration that is connected. */
export function connectedConnector(harness: ConnectorHarness, integration: Integration): ConnectedConnector {
  return { harness, integration, ...syncing(harness, integration), ...recording(harness, integration) };
}

function syncing(harness: ConnectorHarness, integration: Integration) {
  const params = { id: integration._id };
  async function startSync(kind: 'full' | 'fields' | 'people' | 'delta'): Promise<string> {
    return ((await harness.call('POST', '/{id}/sync', { params, body: { kind } })) as { id: string }).id;
  }
  const syncCompleted = (runId: string): Promise<void> =>
    harness.until(async () => {
      const { items } = (await harness.call('GET', '/{id}/sync', { params })) as { items: { id: string; state: string }[] };
      expect(items.find(({ id }) => id === runId)).toMatchObject({ state: 'completed' });
    }, WAIT_MS);
  return {
    ...{ startSync, syncCompleted },
    sync: async (kind: 'full' | 'fields' | 'people' | 'delta') => syncCompleted(await startSync(kind)),
  };
}

type Recording = Omit<ConnectedConnector, 'harness' | 'integration' | 'sync' | 'startSync' | 'syncCompleted'>;

function recording(harness: ConnectorHarness, integration: Integration): Recording {
  const records = harness.records.forTenant(TENANT);
  const pushTo = [{ integrationId: integration._id, provider: integration.provider }];
  const until = <Result>(assertion: () => Promise<Result>): Promise<Result> => harness.until(assertion, WAIT_MS);
  return {
    records,
    async savePage(page, settings) {
      const { settingsRevision } = await harness.connector.integrations.load(TENANT, integration._id);
      const headers = { 'if-match': `"${settingsRevision}"` };
      await harness.call('PUT', `/pages/${page}`, { params: { id: integration._id }, body: settings, headers });
    },
    save: async (type, data) => (await harness.save(type, data, integration)).id,
    change: async (type, id, changes) => void (await records.update(type, id, changes, { source: 'user', pushTo })),
    linkOf: async (type, id) => (await records.get(type, id))?.external[integration._id],
    arrived: (type, id) =>
      until(async () => {
        const record = await records.get(type, id);
        const link = record?.external[integration._id];
        expect(link).toMatchObject({ sync: { status: 'synchronized' }, pushedRevision: record?.dataRevision });
        return Number(link?.id);
      }),
    recordOf: (type, externalId) =>
      until(async () => {
        const id = (await records.idsByExternal(type, integration._id, [String(externalId)])).get(String(externalId));
        const record = id === undefined ? undefined : await records.get(type, id);
        if (!record) throw new Error(`No ${type} stands for ${externalId}.`);
        return record;
      }),
    issueOf: (entityId) =>
      until(async () => {
        const open = await harness.openIssues();
        const issue = open.find((candidate) => candidate.entityId === entityId);
        if (!issue)
          throw new Error(`Open are: ${open.map((other) => `${other.entityType} ${other.failure?.message}`).join(', ')}`);
        return issue;
      }),
    noIssues: () => until(async () => expect(await harness.openIssues()).toEqual([])),
  };
}
