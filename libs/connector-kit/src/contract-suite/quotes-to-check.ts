import { Outcome, type SyncResult } from '@psa-bridge/contracts';
import type { Integration } from '../integrations/integration.ts';
import type { preflightView } from '../http/preflight.routes.ts';
import { TENANT, type ConnectorHarness } from './connector-harness.ts';

/** Quotes that a push has not met yet, each with all that it refers to. */
export interface QuotesToCheck {
  /** One that a push takes as it is. */
  good(): Promise<string>;
  /** By how they are broken: the ways in which a push fails, as a whole or for a line. */
  broken: Readonly<Record<string, () => Promise<string>>>;
}

/** How an integration's PSA is filled with what quotes refer to. */
export type QuotesOf = (harness: ConnectorHarness, integration: Integration) => Promise<QuotesToCheck>;

export type PreflightAnswer = ReturnType<typeof preflightView>;

export async function preflight({ call }: ConnectorHarness, { _id: id }: Integration, quoteId: string): Promise<PreflightAnswer> {
  return (await call('POST', '/{id}/quotes/{quoteId}/preflight', { params: { id, quoteId }, body: {} })) as PreflightAnswer;
}

/** Has the quote pushed as it stands. */
export async function pushQuote({ records }: ConnectorHarness, integration: Integration, quoteId: string): Promise<void> {
  const pushTo = [{ integrationId: integration._id, provider: integration.provider }];
  await records.forTenant(TENANT).update('quote', quoteId, {}, { source: 'user', pushTo });
}

export async function isPushed({ records }: ConnectorHarness, { _id }: Integration, quoteId: string): Promise<boolean> {
  const link = (await records.forTenant(TENANT).get('quote', quoteId))?.external[_id];
  return link !== undefined && link.sync.status !== 'pending';
}

/** What a push met, or a preflight foresaw, of the quote itself: `whole`, or the line's id, with what was said. */
export type Met = readonly string[];

export function metBy(result: SyncResult): Met {
  if (result.outcome === Outcome.PARTIAL) return result.failedItems.map(({ itemId, message }) => `${itemId}: ${message}`).sort();
  return result.outcome === Outcome.FAILED ? [`whole: ${result.failure?.message}`] : [];
}

/** Of what was foreseen, what the push gets as far as: after a refusal of the whole it looks at no line. */
export function foreseenBy({ findings }: PreflightAnswer, quoteId: string): Met {
  const own = findings.filter(({ entityId }) => entityId === quoteId);
  const whole = own.filter(({ line }) => line === undefined).slice(0, 1);
  const told = whole.length > 0 ? whole : own;
  return told.map(({ line, message }) => `${line?.id ?? 'whole'}: ${message}`).sort();
}

export { quoteLine, quoteParts, type QuoteParts } from './quote-parts.ts';
