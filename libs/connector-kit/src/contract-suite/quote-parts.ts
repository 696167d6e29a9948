import { newId } from '@psa-bridge/core';
import type { RecordInput, RecordType } from '@psa-bridge/records';
import type { Integration } from '../integrations/integration.ts';
import { TENANT, type ConnectorHarness } from './connector-harness.ts';

type Line = NonNullable<RecordInput<'quote'>['items']>[number];

/** Makes the records that quotes refer to: nothing of it is pushed by itself. */
export interface QuoteParts {
  /** An id that no row has, each time another one. */
  goneId(): number;
  /** Not known to the PSA yet. */
  make<Type extends RecordType>(type: Type, data: RecordInput<Type>): Promise<string>;
  /** Stands for a row of the PSA. */
  standsFor<Type extends RecordType>(type: Type, data: RecordInput<Type>, externalId: number | string): Promise<string>;
  setSettings(settings: Readonly<Record<string, unknown>>): Promise<void>;
}

export function quoteParts({ records, connector }: ConnectorHarness, { _id: integrationId }: Integration): QuoteParts {
  const own = records.forTenant(TENANT);
  const make: QuoteParts['make'] = async (type, data) => (await own.create(type, data, { source: 'import', pushTo: [] }))._id;
  let gone = 900_000;
  return {
    goneId: () => (gone += 1),
    make,
    async standsFor(type, data, externalId) {
      const id = await make(type, data);
      if (!(await own.link(type, id, integrationId, String(externalId))))
        throw new Error(`Another record stands for ${type} ${externalId}.`);
      return id;
    },
    async setSettings(settings) {
      await connector.integrations.change(TENANT, integrationId, (current) => ({
        ...current,
        settings: { ...current.settings, ...settings },
      }));
    },
  };
}

/** A line of a quote. */
export function quoteLine(name: string, more: Partial<Line> = {}): Line {
  return { id: newId(), name, quantity: 1, unitPrice: '10.00', ...more };
}
