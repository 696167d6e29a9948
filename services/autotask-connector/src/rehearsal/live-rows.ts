import type { ImaginedIds } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { PAGE_ROWS, where } from '../client/query.ts';
import type { EntityInfo, FieldInfo } from '../client/types.ts';
import type { AutotaskSession } from '../session.ts';
import type { WrittenRow } from './written-row.ts';

const LiveRow = z
  .object({ id: z.number(), isActive: z.union([z.boolean(), z.number()]).nullish() })
  .catchall(z.unknown())
  .readonly();
export type LiveRow = z.output<typeof LiveRow>;

/** Entities whose rows are looked at, by the name that references have for them. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  Company: 'Companies',
  Contact: 'Contacts',
  Opportunity: 'Opportunities',
  Product: 'Products',
  Service: 'Services',
  BillingCode: 'BillingCodes',
  Role: 'Roles',
  Resource: 'Resources',
  Contract: 'Contracts',
};

interface Metadata {
  info: EntityInfo;
  fields: readonly FieldInfo[];
}

/** What Autotask has now of what some writes are about. */
export interface LiveRows {
  /** As few calls as there are entities, and two for each that is written. */
  look(writes: readonly WrittenRow[]): Promise<void>;
  metadata(entity: string): Promise<Metadata>;
  /** A row by the plural name of its entity, or the singular one that references have; undefined where there is none. */
  row(entity: string, id: number): LiveRow | undefined;
  /** False for entities whose rows are not looked at: nothing can be said of them. */
  isLookedAt(entity: string): boolean;
  /** Labels of what billing codes are for, where some were looked at. */
  useTypes: ReadonlyMap<string, string>;
}

export function createLiveRows(session: AutotaskSession, ids: ImaginedIds): LiveRows {
  const rows = new Map<string, LiveRow>();
  const metadata = new Map<string, Promise<Metadata>>();
  const useTypes = new Map<string, string>();

  function metadataOf(entity: string): Promise<Metadata> {
    const known = metadata.get(entity) ?? readMetadata(session, entity);
    metadata.set(entity, known);
    return known;
  }

  async function read(entity: string, wanted: ReadonlySet<number>): Promise<void> {
    const all = [...wanted];
    for (let from = 0; from < all.length; from += PAGE_ROWS) {
      const filter = [where.oneOf('id', all.slice(from, from + PAGE_ROWS))];
      for (const row of await session.client.query(entity, { filter }, LiveRow)) rows.set(`${entity} ${row.id}`, row);
    }
  }

  return {
    async look(writes) {
      const wanted = new Map<string, Set<number>>();
      const want = (entity: string, id: unknown): void => {
        if (typeof id !== 'number' || ids.isOne(id)) return;
        wanted.set(entity, (wanted.get(entity) ?? new Set()).add(id));
      };
      for (const { entity, id, values } of writes) {
        want(entity, id);
        for (const { name, isReference, referenceEntityType } of (await metadataOf(entity)).fields) {
          const referred = isReference === true ? LOOKED_AT[referenceEntityType ?? ''] : undefined;
          if (referred !== undefined) want(referred, values[name]);
        }
      }
      for (const [entity, own] of wanted) await read(entity, own);
      if (wanted.has('BillingCodes'))
        for (const { value, label } of choicesOf(await session.fields('BillingCodes'), 'useType'))
          useTypes.set(value, label ?? '');
    },
    metadata: metadataOf,
    row: (entity, id) => rows.get(`${LOOKED_AT[entity] ?? entity} ${id}`),
    isLookedAt: (entity) => LOOKED_AT[entity] !== undefined,
    useTypes,
  };
}

function choicesOf(fields: readonly FieldInfo[], field: string) {
  return fields.find(({ name }) => name === field)?.picklistValues ?? [];
}

/** Read anew, for choices and rights may have changed since they were last read. */
async function readMetadata({ client }: AutotaskSession, entity: string): Promise<Metadata> {
  const [info, fields] = await Promise.all([client.entityInfo(entity), client.fields(entity)]);
  return { info, fields };
}
