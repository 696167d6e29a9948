import { conflict, isAppError, type Clock } from '@psa-bridge/core';
import type { TenantCollection } from '@psa-bridge/persistence';
import { isSame } from './domain/fields.ts';
import type { BusinessRecord, ExternalLink, SyncState } from './domain/record.ts';
import { recordNotFound } from './domain/save-record.ts';
import type { ExternalChange } from './port.ts';
import type { RecordLinks } from './record-links.ts';

export interface ExternalDeps {
  records: TenantCollection<BusinessRecord>;
  links: RecordLinks;
  integrationId: string;
  clock: Clock;
  service: string;
}

/**
 * Links a record to an entity: first the claim on the entity, then the record. After a kill in between, linking again (or
 * the next import of the entity) completes it.
 */
export async function linkRecord(deps: ExternalDeps, id: string, externalId: string): Promise<boolean> {
  checkFree(await standingLink(deps, id), externalId);
  if (!(await deps.links.claim(externalId, id))) return false;
  try {
    await changeLink(deps, id, (link) => {
      checkFree(link, externalId);
      return link?.id === externalId ? undefined : { ...(link ?? pendingLink(deps.clock.now())), id: externalId };
    });
  } catch (error) {
    if (isAppError(error) && error.code === 'record_already_linked') await deps.links.release(externalId, id);
    throw error;
  }
  return true;
}

/**
 * Links a record to the entity that stands in the place of the one it was linked to: first the claim, then the record, then
 * the former claim. After a kill in between, the next import of the entity completes it. What was last seen of the former
 * entity is forgotten.
 */
export async function relinkRecord(deps: ExternalDeps, id: string, externalId: string): Promise<boolean> {
  const former = (await standingLink(deps, id))?.id;
  if (!(await deps.links.claim(externalId, id))) return false;
  await changeLink(deps, id, () => ({ ...pendingLink(deps.clock.now()), id: externalId }));
  if (former !== undefined && former !== externalId) await deps.links.release(former, id);
  return true;
}

/** Merges the connector's bookkeeping into the link. An older answer's content never replaces a newer one's. */
export async function setExternal(deps: ExternalDeps, id: string, change: ExternalChange): Promise<void> {
  const { seen, seenAt, sync, syncOf, ...bookkeeping } = change;
  await changeLink(deps, id, (standing) => {
    const link = standing ?? pendingLink(deps.clock.now());
    const isOlder = seenAt !== undefined && link.seenAt !== undefined && seenAt < link.seenAt;
    const content = isOlder ? {} : { ...(seen === undefined ? {} : { seen }), ...(seenAt === undefined ? {} : { seenAt }) };
    const next: ExternalLink = { ...link, ...bookkeeping, ...content, sync: syncAfter(link.sync, sync, syncOf) };
    return isSame(next, standing) ? undefined : next;
  });
}

/** A push that ends tells nothing of an edit that was made after it began (SY-07). */
function syncAfter(current: SyncState, told: SyncState | undefined, of = Infinity): SyncState {
  const isOvertaken = current.status === 'pending' && current.revision !== undefined && current.revision > of;
  return told === undefined || isOvertaken ? current : told;
}

/**
 * Forgets the entity: first the claim on it, then what the record knows of it. After a kill in between, forgetting again
 * completes it.
 */
export async function unlinkRecord(deps: ExternalDeps, id: string): Promise<void> {
  const externalId = (await standingLink(deps, id))?.id;
  if (externalId === undefined) return;
  await deps.links.release(externalId, id);
  await changeLink(deps, id, (link) => (link?.id === externalId ? pendingLink(deps.clock.now()) : undefined));
}

async function standingLink({ records, integrationId }: ExternalDeps, id: string): Promise<ExternalLink | undefined> {
  const record = await records.get(id);
  if (!record) throw recordNotFound();
  return record.external[integrationId];
}

/** Puts what `decide` makes of the link in its place; undefined leaves it as it is. */
async function changeLink(
  { records, integrationId }: ExternalDeps,
  id: string,
  decide: (link: ExternalLink | undefined) => ExternalLink | undefined,
): Promise<void> {
  await records.mutate(id, (current) => {
    if (!current) throw recordNotFound();
    const next = decide(current.external[integrationId]);
    return next && withLink(current, integrationId, next);
  });
}

function checkFree(link: ExternalLink | undefined, externalId: string): void {
  const linked = link?.id;
  if (linked === undefined || linked === externalId) return;
  throw conflict('record_already_linked', `The record is linked to ${linked} already: unlink it first.`, {
    details: { linked, externalId },
  });
}

export function withLink(record: BusinessRecord, integrationId: string, link: ExternalLink): BusinessRecord {
  return { ...record, external: { ...record.external, [integrationId]: link } };
}

function pendingLink(at: Date): ExternalLink {
  return { sync: { status: 'pending', at } };
}
