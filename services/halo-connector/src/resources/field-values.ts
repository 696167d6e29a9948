import type { FieldValuesPart, PartContext } from '@psa-bridge/connector-kit';
import {
  HaloAssetGroup,
  HaloAssetType,
  HaloCategory,
  HaloCustomised,
  HaloFieldInfo,
  HaloLookupRow,
  HaloSetupRow,
  HaloStagedRow,
  HaloTeam,
} from '../client/setup-types.ts';
import { SavedRow } from '../client/types.ts';
import {
  accountCodes,
  customFieldsOf,
  LOOKUP,
  setupRowToFieldValue,
  stagesInUse,
  type FieldValueInput,
} from '../mapping/setup-tables.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { readAgents } from './agents.ts';

type Part = FieldValuesPart<HaloSession, HaloSettings>;
type Context = PartContext<HaloSession, HaloSettings>;

/** Inactive rows too, which are marked: some lists call it one thing, some another. */
const EVERY = { includeinactive: true, showall: true } as const;

/** The drop-downs that a fields-only sync refreshes (SY-05): a call or two for each table. */
export const fieldValueParts: readonly Part[] = [
  {
    label: 'Customer types',
    kinds: ['company_type'],
    // Which lookup holds them differs, and some tenants have none.
    mayBeEmpty: true,
    read: ({ session }) => lookupNamed(session, /customer type|client type/i, 'company_type'),
  },
  {
    label: 'Product groups and account codes',
    kinds: ['product_group', 'account_code'],
    mayBeEmpty: true,
    async read(context) {
      const groups = await context.session.client.list('AssetGroup', EVERY, HaloAssetGroup);
      const shown = groups.filter(({ showasitem }) => showasitem !== false);
      const values = shown.map((row) => setupRowToFieldValue('product_group', row));
      return [...values, ...(await withKnown('account_code', accountCodes(shown), context))];
    },
  },
  {
    label: 'Product categories',
    kinds: ['product_category'],
    async read({ session }) {
      const rows = await session.client.list('AssetType', EVERY, HaloAssetType);
      return rows.map((row) => setupRowToFieldValue('product_category', row, row.assetgroup_id));
    },
  },
  {
    label: 'Opportunity types and statuses',
    kinds: ['opportunity_category', 'opportunity_status'],
    read: ({ session }) => readOpportunityTypes(session),
  },
  {
    label: 'Ticket categories',
    kinds: ['ticket_category'],
    mayBeEmpty: true,
    async read({ session }) {
      const rows = await session.client.list('Category', EVERY, HaloCategory);
      return rows.flatMap(({ value }): FieldValueInput[] =>
        value ? [{ kind: 'ticket_category', key: value, label: value }] : [],
      );
    },
  },
  {
    label: 'Pipeline stages',
    kinds: ['pipeline_stage'],
    mayBeEmpty: true,
    read: readStages,
  },
  {
    label: 'Opportunity teams',
    kinds: ['opportunity_team'],
    mayBeEmpty: true,
    async read({ session }) {
      const teams = await session.client.list('Team', EVERY, HaloTeam);
      return teams.filter(({ foropps }) => foropps === true).map((row) => setupRowToFieldValue('opportunity_team', row));
    },
  },
  {
    label: 'Quote statuses',
    kinds: ['quote_status'],
    read: ({ session }) => readLookup(session, LOOKUP.quoteStatus, 'quote_status'),
  },
  {
    label: 'Custom fields of items',
    kinds: ['product_field'],
    mayBeEmpty: true,
    read: ({ session }) => readItemFields(session),
  },
  {
    label: 'Agents',
    kinds: ['resource'],
    async read({ session }) {
      const agents = await readAgents(session);
      return agents.map((row) => setupRowToFieldValue('resource', { ...row, sequence: null }));
    },
  },
];

async function readLookup({ client }: HaloSession, lookupid: number, kind: string): Promise<readonly FieldValueInput[]> {
  const rows = await client.list('Lookup', { lookupid, ...EVERY }, HaloLookupRow);
  return rows.map((row) => setupRowToFieldValue(kind, row));
}

/** A lookup whose number differs from tenant to tenant, by its name in the list of lookups. */
async function lookupNamed(session: HaloSession, name: RegExp, kind: string): Promise<readonly FieldValueInput[]> {
  const lookups = await session.lookups();
  const found = lookups.find((row) => name.test(row.name ?? ''));
  return found ? readLookup(session, found.id, kind) : [];
}

/** Statuses are those that the types of opportunities allow, each once (halopsa.md section 6, Status). */
async function readOpportunityTypes(session: HaloSession): Promise<readonly FieldValueInput[]> {
  const types = await session.client.list('TicketType', { domain: 'opps', showinactive: true, ...EVERY }, HaloSetupRow);
  const statuses = new Map<number, FieldValueInput>();
  for (const { id } of types) {
    const rows = await session.client.list('Status', { tickettype_id: id, ...EVERY }, HaloSetupRow);
    for (const row of rows) statuses.set(row.id, setupRowToFieldValue('opportunity_status', row));
  }
  return [...types.map((row) => setupRowToFieldValue('opportunity_category', row)), ...statuses.values()];
}

/** From a lookup where the tenant has one, else from the opportunities that changed last. */
async function readStages(context: Context): Promise<readonly FieldValueInput[]> {
  const { session } = context;
  const listed = await lookupNamed(session, /pipeline/i, 'pipeline_stage');
  if (listed.length > 0) return listed;
  const query = { order: 'last_update', orderdesc: true };
  const { rows } = await session.client.page('Opportunities', 1, query, HaloStagedRow);
  return withKnown('pipeline_stage', stagesInUse(rows), context);
}

/** What is gathered from rows in use is never complete: what was seen before stays. */
async function withKnown(
  kind: string,
  found: readonly FieldValueInput[],
  { records, integration }: Context,
): Promise<readonly FieldValueInput[]> {
  const filters = { integrationId: integration.id, kind, isActive: true };
  const { items } = await records.search('field_value', { filters, from: 0, size: 1_000 });
  const isNew = ({ key }: { key: string }): boolean => found.every((value) => value.key !== key);
  const before = items.map(({ data }) => data).filter(isNew);
  return [...found, ...before.map(({ integrationId: _, ...data }) => data)];
}

async function readItemFields({ client }: HaloSession): Promise<readonly FieldValueInput[]> {
  const {
    rows: [first],
  } = await client.page('Item', 1, {}, SavedRow);
  const item = first && (await client.detail('Item', first.id, HaloCustomised));
  if (!item) return [];
  const fields = await client.list('FieldInfo', {}, HaloFieldInfo);
  return customFieldsOf('product_field', fields, item.customfields?.map(({ name }) => name) ?? []);
}
