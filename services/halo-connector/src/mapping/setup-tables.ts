import { compact, present } from '@psa-bridge/connector-kit';
import type { RecordInput } from '@psa-bridge/records';
import type { HaloSetupRow } from '../client/setup-types.ts';

type FieldValueInput = Omit<RecordInput<'field_value'>, 'integrationId'>;

/** A list whose rows are choices here. */
export interface SetupTable {
  kind: string;
  label: string;
  entity: string;
  query?: Readonly<Record<string, string | number | boolean>>;
  /** Which rows count; all where left out. */
  isChoice?: (row: HaloSetupRow) => boolean;
  /** What records hold of a row; its id where left out. */
  keyOf?: (row: HaloSetupRow) => string | undefined;
  /** Nobody needs to have set up any. */
  mayBeEmpty?: boolean;
}

/** Inactive rows too: old records show them. */
const ALL = { includeinactive: true };
const ofLookup = (lookupid: number) => ({ entity: 'Lookup', query: { ...ALL, lookupid } });

export const QUOTE_STATUS_LOOKUP = 39;

/** Lists by their kinds (HP-19; halopsa.md section 6). */
export const SETUP_TABLES: readonly SetupTable[] = [
  {
    ...{
      kind: 'opportunity_category',
      label: 'Opportunity types',
      entity: 'TicketType',
      query: { domain: 'opps', showall: true },
    },
    // Whether the parameter is heard is not documented, what a type is for is.
    isChoice: ({ use }) => use === undefined || use === null || use === 'opportunity',
  },
  { kind: 'ticket_category', label: 'Categories', entity: 'Category', query: { type_id: 1 }, keyOf: textOf, mayBeEmpty: true },
  {
    ...{ kind: 'opportunity_team', label: 'Opportunity teams', entity: 'Team', query: { showall: true, ...ALL } },
    isChoice: ({ foropps }) => foropps === true,
  },
  { kind: 'quote_status', label: 'Quote statuses', ...ofLookup(QUOTE_STATUS_LOOKUP) },
  { kind: 'sales_order_status', label: 'Sales order statuses', ...ofLookup(34) },
  { kind: 'purchase_order_status', label: 'Purchase order statuses', ...ofLookup(32) },
  { kind: 'product_category', label: 'Product categories', entity: 'AssetType', query: ALL },
];

function textOf({ value }: HaloSetupRow): string | undefined {
  return present(value);
}

export function setupRowToFieldValue({ kind, keyOf }: SetupTable, row: HaloSetupRow): readonly FieldValueInput[] {
  const key = keyOf ? keyOf(row) : String(row.id);
  if (key === undefined) return [];
  const details = compact({ parent: row.assetgroup_id === undefined ? undefined : String(row.assetgroup_id) });
  return [
    {
      ...{ kind, key, label: present(row.name) ?? present(row.value) ?? key, isActive: row.inactive !== true },
      ...(typeof row.sequence === 'number' ? { position: Math.trunc(row.sequence) } : {}),
      ...(Object.keys(details).length > 0 ? { details } : {}),
    },
  ];
}

/** Product groups are the asset groups that hold items, with the account codes that they have there (HP-15). */
export function productGroupValues(rows: readonly HaloSetupRow[]): readonly FieldValueInput[] {
  return rows
    .filter(({ showasitem }) => showasitem !== false)
    .map((row) => {
      const details = compact({ income: present(row.nominalcode), expense: present(row.nominalcodepurchase) });
      return {
        ...{ kind: 'product_group', key: String(row.id), label: present(row.name) ?? `Group ${row.id}` },
        isActive: row.inactive !== true,
        ...(typeof row.sequence === 'number' ? { position: Math.trunc(row.sequence) } : {}),
        ...(Object.keys(details).length > 0 ? { details } : {}),
      };
    });
}

/** No list of account codes can be read: those that product groups have are suggested (halopsa.md section 6, Account codes). */
export function accountCodeValues(rows: readonly HaloSetupRow[]): readonly FieldValueInput[] {
  const codes = new Map(
    rows.flatMap((row) => [
      ...named(row.nominalcode, row.nominalcode_name),
      ...named(row.nominalcodepurchase, row.nominalcode_name_purchase),
    ]),
  );
  return [...codes].map(([key, label]) => ({ kind: 'account_code', key, label }));
}

function named(code: string | null | undefined, name: string | null | undefined): readonly (readonly [string, string])[] {
  const key = present(code);
  const text = present(name);
  return key === undefined ? [] : [[key, text === undefined ? key : `${key} ${text}`]];
}
