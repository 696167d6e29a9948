import type { Tenant } from '../tenant.ts';
import type { Row } from './database.ts';

/** Lookups by number (halopsa.md 6). */
export const LOOKUP = {
  lookupTypes: 11,
  purchaseOrderStatus: 32,
  salesOrderStatus: 34,
  quoteStatus: 39,
  customerRelationship: 89,
} as const;

/** Lookups whose number differs from tenant to tenant are told by what they are for. */
const NUMBERLESS = 0;
export const CUSTOMER_TYPE = 'customertype';
export const PIPELINE_STAGE = 'pipelinestage';

/** Values of a row of a lookup without a number of its own. */
export const numberless = (use: typeof CUSTOMER_TYPE | typeof PIPELINE_STAGE) => ({ lookupid: NUMBERLESS, use });

/** The lookup that a row is of; null where the tenant has none for it, and so does not list it. */
export function lookupIdOf(tenant: Pick<Tenant, 'switches'>, row: Row): number | null {
  const { lookupid } = row.values;
  if (lookupid === LOOKUP.lookupTypes) return lookupNumber(tenant, row) === null ? null : lookupid;
  return lookupid === NUMBERLESS ? numberOf(tenant, row.values['use']) : (lookupid as number);
}

/** What a row of the list of lookups stands for, by its number here. */
export function lookupNumber(tenant: Pick<Tenant, 'switches'>, { values }: Row): number | null {
  return (values['code'] as number | null) ?? numberOf(tenant, values['use']);
}

function numberOf({ switches }: Pick<Tenant, 'switches'>, use: unknown): number | null {
  return use === CUSTOMER_TYPE ? switches.customerTypeLookup : switches.pipelineStageLookup;
}

/** The row that a value of this lookup names. */
export function lookupRow({ database }: Pick<Tenant, 'database'>, lookupId: number, code: unknown): Row | undefined {
  return database.find('Lookup', ({ values }) => values['lookupid'] === lookupId && values['code'] === code);
}

export function stageRow({ database }: Pick<Tenant, 'database'>, code: unknown): Row | undefined {
  const isStage = ({ values }: Row): boolean => values['lookupid'] === NUMBERLESS && values['use'] === PIPELINE_STAGE;
  return database.find('Lookup', (row) => isStage(row) && row.values['code'] === code);
}
