import type { BusinessRecord, RecordInput, RecordType } from '@psa-bridge/records';
import { TENANT } from '@psa-bridge/connector-kit/contract-suite';
import { connectAutotask, type ConnectedAutotask, type ConnectionOptions } from './connected-autotask.ts';

/** A connected Autotask for tests that look at what each edit came to, on both sides. */
export interface EditedAutotask extends Omit<ConnectedAutotask, 'save' | 'change'> {
  /** Saves a page as it is to be. */
  savePage(page: string, settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Creates a record with its push and waits until that has ended, well or not. */
  create<Type extends RecordType>(type: Type, data: RecordInput<Type>): Promise<BusinessRecord<Type>>;
  /** Changes a record with its push and waits until that has ended, well or not. */
  change<Type extends RecordType>(type: Type, id: string, data: Partial<RecordInput<Type>>): Promise<BusinessRecord<Type>>;
  /** What stands in Autotask for a record of ours. */
  there(entity: string, record: BusinessRecord): Readonly<Record<string, unknown>>;
  udfsThere(entity: string, record: BusinessRecord): Readonly<Record<string, string>>;
}

/** Connects, and reads the field values. */
export async function connectForEdits(options: ConnectionOptions = {}): Promise<EditedAutotask> {
  const connected = await connectAutotask(options);
  const { harness, simulator, integration, records } = connected;

  async function settled<Type extends RecordType>(type: Type, id: string): Promise<BusinessRecord<Type>> {
    return harness.until(async () => {
      const record = await records.get(type, id);
      const status = record?.external[integration._id]?.sync.status;
      if (!record || status === undefined || ['pending', 'synchronizing'].includes(status))
        throw new Error(`${type} is ${status}.`);
      return record;
    });
  }

  function rowOf(entity: string, record: BusinessRecord) {
    const row = simulator.control.get({ entity, id: Number(record.external[integration._id]?.id) });
    if (!row) throw new Error(`Autotask has no such row of ${entity}.`);
    return row;
  }

  await connected.sync('fields');
  return {
    ...connected,
    async savePage(page, body) {
      const { settingsRevision } = await harness.connector.integrations.load(TENANT, integration._id);
      const headers = { 'if-match': `"${settingsRevision}"` };
      await harness.call('PUT', `/pages/${page}`, { params: { id: integration._id }, body, headers });
    },
    create: async (type, data) => settled(type, await connected.save(type, data)),
    async change(type, id, changes) {
      await connected.change(type, id, changes);
      return settled(type, id);
    },
    there: (entity, record) => rowOf(entity, record).values,
    udfsThere: (entity, record) => rowOf(entity, record).udfs,
  };
}
