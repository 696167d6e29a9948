import type { RecordStore } from '@psa-bridge/records';
import type { SettingReference, SettingsPage } from '../definition/settings-page.ts';
import type { Integration } from '../integrations/integration.ts';
import type { AnyDefinition } from '../sessions.ts';
import { staleReferences, type ReferenceChecking } from '../settings/check-references.ts';
import { storedChoices } from '../settings/choices.ts';
import { settingsOf } from '../settings/settings-pages.ts';
import { assessAffected } from './affected.ts';
import type { Finding } from './mapping-changes.ts';
import { mappingId, staleMappings, warningOf, type StaleMapping } from './stale-mapping.ts';

/** Compares every reference of every page with the values as the last sync left them. Calls no PSA. */
export async function findStaleMappings(
  integration: Integration,
  { definition, records }: { definition: AnyDefinition; records: RecordStore },
): Promise<Finding> {
  // A removed integration maps nothing any more.
  if (integration.state === 'removed') return { stale: [], unjudged: new Set() };
  const own = records.forTenant(integration.tenantId);
  const checking: ReferenceChecking = {
    records: own,
    psaName: definition.displayName,
    psa: storedChoices(own, integration._id),
    local: storedChoices(own, undefined),
  };
  const mappings: StaleMapping[] = [];
  const unjudged = new Set<string>();
  for (const page of definition.pages ?? []) {
    const { known, unknown } = await sortOut(page.references?.(settingsOf(integration, page)) ?? [], checking);
    mappings.push(...staleMappings(page, await staleReferences(known, checking)));
    for (const reference of unknown) unjudged.add(mappingId(page, reference));
  }
  const affected = await assessAffected(
    mappings.map(({ affects }) => affects),
    own,
  );
  return { stale: mappings.map((mapping, at) => warningOf(mapping, affected[at] ?? new Map())), unjudged };
}

/** A sort of which no value was ever read says nothing about what points into it. */
async function sortOut(references: readonly SettingReference[], { psa }: ReferenceChecking) {
  const known: SettingReference[] = [];
  const unknown: SettingReference[] = [];
  for (const reference of references) {
    const { target } = reference;
    const isKnown = !('psa' in target) || (await psa(target.psa)).length > 0;
    (isKnown ? known : unknown).push(reference);
  }
  return { known, unknown };
}

/** Whether a definition maps anything at all. */
export function hasMappings({ pages = [] }: { pages?: readonly SettingsPage[] | undefined }): boolean {
  return pages.some(({ references }) => references !== undefined);
}
