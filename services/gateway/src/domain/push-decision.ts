import type { BusinessRecord, PushTarget } from '@psa-bridge/records';
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
    .map((integration) => ({ integrationId: integration.id, provider: integration.provider }));
}

function isKnownTo(record: BusinessRecord | undefined, integration: Integration): boolean {
  const link = record?.external[integration.id];
  return link !== undefined && link.sync.status !== 'not_wanted';
}
