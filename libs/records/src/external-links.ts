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
export async function linkRecord(
  { records, links, integrationId, clock }: ExternalDeps,
  id: string,
  externalId: string,
): Promise<boolean> {
  const record = await records.get(id);
  if (!record) throw recordNotFound();
  checkFree(record, integrationId, externalId);
  if (!(await links.claim(externalId, id))) return false;
  try {
    await records.mutate(id, (current) => {
      if (!current) throw recordNotFound();
      checkFree(current, integrationId, externalId);
      const link = current.external[integrationId];
      if (link?.id === externalId) return undefined;
      return withLink(current, integrationId, { ...(link ?? pendingLink(clock.now())), id: externalId });
    });
  } catch (error) {
    if (isAppError(error) && error.code === 'record_already_linked') await links.release(externalId, id);
    throw error;
  }
  return true;
}

/**
 * Links a record to the entity that stands in the place of the one it was linked to: first the claim, then the record, then
 * the former claim. After a kill in between, the next import of the entity completes it. What was last seen of the former
 * entity is forgotten.
 */
export async function relinkRecord(
  { records, links, integrationId, clock }: ExternalDeps,
  id: string,
  externalId: string,
): Promise<boolean> {
  const record = await records.get(id);
  if (!record) throw recordNotFound();
  const former = record.external[integrationId]?.id;
  if (!(await links.claim(externalId, id))) return false;
  await records.mutate(id, (current) => {
    if (!current) throw recordNotFound();
    return withLink(current, integrationId, { ...pendingLink(clock.now()), id: externalId });
  });
  if (former !== undefined && former !== externalId) await links.release(former, id);
  return true;
}

/** Merges the connector's bookkeeping into the link. An older answer's content never replaces a newer one's. */
export async function setExternal(
  { records, integrationId, clock }: ExternalDeps,
  id: string,
  change: ExternalChange,
): Promise<void> {
  await records.mutate(id, (current) => {
    if (!current) throw recordNotFound();
    const link = current.external[integrationId] ?? pendingLink(clock.now());
    const { seen, seenAt, sync, syncOf, ...bookkeeping } = change;
    const isOlder = seenAt !== undefined && link.seenAt !== undefined && seenAt < link.seenAt;
    const content = isOlder ? {} : { ...(seen === undefined ? {} : { seen }), ...(seenAt === undefined ? {} : { seenAt }) };
    const next: ExternalLink = { ...link, ...bookkeeping, ...content, sync: syncAfter(link.sync, sync, syncOf) };
    if (isSame(next, current.external[integrationId])) return undefined;
    return withLink(current, integrationId, next);
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
export async function unlinkRecord({ records, links, integrationId, clock }: ExternalDeps, id: string): Promise<void> {
  const record = await records.get(id);
  if (!record) throw recordNotFound();
  const externalId = record.external[integrationId]?.id;
  if (externalId === undefined) return;
  await links.release(externalId, id);
  await records.mutate(id, (current) => {
    const link = current?.external[integrationId];
    return current && link?.id === externalId ? withLink(current, integrationId, pendingLink(clock.now())) : undefined;
  });
}

function checkFree(record: BusinessRecord, integrationId: string, externalId: string): void {
  const linked = record.external[integrationId]?.id;
  if (linked === undefined || linked === externalId) return;
  throw conflict('record_already_linked', `The record is linked to ${linked} already: unlink it first.`, {
    details: { linked, externalId },
  });
}

function withLink(record: BusinessRecord, integrationId: string, link: ExternalLink): BusinessRecord {
  return { ...record, external: { ...record.external, [integrationId]: link } };
}

function pendingLink(at: Date): ExternalLink {
  return { sync: { status: 'pending', at } };
}
