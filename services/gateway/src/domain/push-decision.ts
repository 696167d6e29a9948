import type { BusinessRecord, PushTarget, SaveContext } from '@psa-bridge/records';
import { takesPushes, type Integration } from './integration.ts';
import type { Resource } from './resources.ts';

export interface SavedRecord {
  /** The record before the save; absent when it is created. */
  before?: BusinessRecord | undefined;
  /** Where the record is a quote: its status after the save. */
  quoteStatus?: string | undefined;
}

/**
 * Which integrations hear of a save (architecture rule 3): all that take pushes; but a quote in draft goes only where it is
 * known already, because it was asked to sync there.
 */
export function pushTargets(resource: Resource, integrations: readonly Integration[], saved: SavedRecord): readonly PushTarget[] {
  if (!resource.isPushed) return [];
  const isDraft = resource.type === 'quote' && saved.quoteStatus === 'draft';
  return integrations
    .filter(takesPushes)
    .filter((integration) => !isDraft || isKnownTo(saved.before, integration))
    .map(targetOf);
}

/**
 * The opportunity that a quote stands with from this save on, for the integrations that do not hear of the quote itself: some PSAs
 * have opportunities from their first proposal on, a draft too (HP-18). Each connector decides whether its PSA wants it.
 */
export function opportunityAsked(
  resource: Resource,
  integrations: readonly Integration[],
  { opportunityId, pushTo }: { opportunityId: string | undefined; pushTo: readonly PushTarget[] },
): NonNullable<SaveContext['asks']> | undefined {
  if (resource.type !== 'quote' || opportunityId === undefined) return undefined;
  const told = new Set(pushTo.map(({ integrationId }) => integrationId));
  const of = integrations.filter((integration) => takesPushes(integration) && !told.has(integration.id)).map(targetOf);
  return of.length === 0 ? undefined : { type: 'opportunity', id: opportunityId, of };
}

function targetOf({ id, provider }: Integration): PushTarget {
  return { integrationId: id, provider };
}

function isKnownTo(record: BusinessRecord | undefined, integration: Integration): boolean {
  const link = record?.external[integration.id];
  return link !== undefined && link.sync.status !== 'not_wanted';
}
