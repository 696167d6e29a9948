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

/** The lookup that a row is of; null where the tenant has none for it. */
export function lookupIdOf({ switches }: Pick<Tenant, 'switches'>, { values }: Row): number | null {
  if (values['lookupid'] !== NUMBERLESS) return values['lookupid'] as number;
  return values['use'] === CUSTOMER_TYPE ? switches.customerTypeLookup : switches.pipelineStageLookup;
}

/** The row that a value of this lookup names. */
export function lookupRow({ database }: Pick<Tenant, 'database'>, lookupId: number, code: unknown): Row | undefined {
  return database.find('Lookup', ({ values }) => values['lookupid'] === lookupId && values['code'] === code);
}

export function stageRow({ database }: Pick<Tenant, 'database'>, code: unknown): Row | undefined {
  return database.find('Lookup', ({ values }) => values['use'] === PIPELINE_STAGE && values['code'] === code);
}
