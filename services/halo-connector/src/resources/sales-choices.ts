import { present, type FieldValuesPart, type PartContext } from '@psa-bridge/connector-kit';
import { HaloItem } from '../client/catalogue-types.ts';
import { HaloSetupRow, HaloStage } from '../client/setup-types.ts';
import {
  accountCodeValues,
  productGroupValues,
  SETUP_TABLES,
  setupRowToFieldValue,
  type SetupTable,
} from '../mapping/setup-tables.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';

type Part = FieldValuesPart<HaloSession, HaloSettings>;
type Values = Awaited<ReturnType<Part['read']>>;
type Context = PartContext<HaloSession, HaloSettings>;

/** The drop-downs of what is sold (HP-19), a call for each list. */
export const salesChoices: readonly Part[] = [
  ...SETUP_TABLES.map(tablePart),
  {
    label: 'Product groups',
    kinds: ['product_group', 'account_code'],
    async read({ session }) {
      const groups = await session.client.list('AssetGroup', { includeinactive: true }, HaloSetupRow);
      return [...productGroupValues(groups), ...accountCodeValues(groups)];
    },
  },
  { label: 'Opportunity statuses', kinds: ['opportunity_status'], read: ({ session }) => readStatuses(session) },
  { label: 'Pipeline stages', kinds: ['pipeline_stage'], read: readStages },
  { label: 'Custom fields of items', kinds: ['product_field'], read: ({ session }) => readItemFields(session) },
];

function tablePart(table: SetupTable): Part {
  const { label, kind, entity, query = {}, isChoice = () => true, mayBeEmpty = false } = table;
  return {
    ...{ label, kinds: [kind], mayBeEmpty },
    async read({ session }) {
      const rows = await session.client.list(entity, query, HaloSetupRow);
      return rows.filter(isChoice).flatMap((row) => setupRowToFieldValue(table, row));
    },
  };
}

/** Those that the types of opportunities allow, so that nobody maps to one that would be refused (halopsa.md section 6, Status). */
async function readStatuses({ client }: HaloSession): Promise<Values> {
  const types = await client.list('TicketType', { domain: 'opps', showall: true }, HaloSetupRow);
  const statuses = new Map<number, HaloSetupRow>();
  for (const { id, use } of types) {
    if (use !== undefined && use !== null && use !== 'opportunity') continue;
    for (const row of await client.list('Status', { tickettype_id: id }, HaloSetupRow)) statuses.set(row.id, row);
  }
  return [...statuses.values()].flatMap((row) =>
    setupRowToFieldValue({ kind: 'opportunity_status', label: 'Opportunity statuses', entity: 'Status' }, row),
  );
}

/** Pages of the latest opportunities that are looked through for stages. */
const STAGE_PAGES = 5;

/**
 * No list of stages is documented: it is a lookup where the list of lookups names one, else they are gathered from opportunities.
 * Those that were known before stay, for not every stage has an opportunity in it.
 */
async function readStages(context: Context): Promise<Values> {
  const { client, lookups } = context.session;
  const lookup = (await lookups()).find(({ name }) => /pipeline stage/i.test(name ?? ''));
  if (lookup) {
    const table = { kind: 'pipeline_stage', label: 'Pipeline stages', entity: 'Lookup' };
    const rows = await client.list('Lookup', { lookupid: lookup.id, includeinactive: true }, HaloSetupRow);
    return rows.flatMap((row) => setupRowToFieldValue(table, row));
  }
  const stages = new Map((await knownStages(context)).map((stage) => [stage.key, stage]));
  for (let page = 1, isMore = true; isMore && page <= STAGE_PAGES; page += 1) {
    const { rows, total = 0 } = await client.page('Opportunities', page, { order: 'last_update', orderdesc: true }, HaloStage);
    for (const { pipeline_stage_id: id, pipeline_stage_name: name } of rows)
      if (id !== undefined)
        stages.set(String(id), { kind: 'pipeline_stage', key: String(id), label: present(name) ?? `Stage ${id}`, position: id });
    isMore = rows.length > 0 && page * rows.length < total;
  }
  return [...stages.values()];
}

async function knownStages({ records, integration }: Context): Promise<Values> {
  const filters = { kind: 'pipeline_stage', integrationId: integration.id, isActive: true };
  const { items } = await records.search('field_value', { from: 0, size: 1_000, filters });
  return items.map(({ data: { integrationId: _own, ...value } }) => value);
}

/** An item shows all custom fields that items have, filled or not. */
async function readItemFields({ client }: HaloSession): Promise<Values> {
  const { rows } = await client.page('Item', 1, { order: 'id' }, HaloItem);
  const [first] = rows;
  const item = first && (await client.detail('Item', first.id, HaloItem));
  return (item?.customfields ?? []).flatMap(({ name, label }) =>
    name ? [{ kind: 'product_field', key: name, label: present(label) ?? name }] : [],
  );
}
