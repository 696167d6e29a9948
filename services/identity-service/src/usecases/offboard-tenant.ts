import { notFound } from '@psa-bridge/core';
import type { Collection, Filter, Stored } from '@psa-bridge/persistence';
import { ERASED } from '../domain/audit/entry.ts';
import { erasedTenant, exportedTenant, TENANT_ERASED, TENANT_EXPORTED } from '../domain/erased-tenant.ts';
import type { Tenant } from '../domain/tenant.ts';
import { withoutSecrets } from '../domain/without-secrets.ts';
import { PLATFORM, type Deps } from '../ports.ts';
import type { AuditDeps } from './audit/append-entry.ts';
import { makeEraseActions } from './audit/erase-actions.ts';

export type OffboardDeps = AuditDeps & Pick<Deps, 'tenants' | 'clock' | 'everyCollection'>;

/** One document of a tenant's data. */
export interface TenantDocument {
  collection: string;
  document: unknown;
}

/** What opens the door to the tenant's data or to its PSA: gone first, so that nobody adds what is just being taken away. */
const DOORS = ['credentials', 'sessions', 'gateway_browser_sessions', 'api_keys', 'sso_identities', 'mail_tokens'];
const INTEGRATIONS = 'integrations_';
/** The chain of the audit tells nothing without the actions, and stays verifiable; the tenant itself goes last. */
const APART = ['audit_entries', 'audit_heads', 'audit_payloads', 'tenants'];
/** Of use to nobody but whoever wants to get in. */
const NOT_GIVEN_OUT = ['credentials', 'sessions', 'gateway_browser_sessions', 'mail_tokens'];
const STAYS = [ERASED, TENANT_EXPORTED, TENANT_ERASED];
const PAGE = 500;

/** Everything that the database holds of a tenant, whoever wrote it, but for secrets. @throws AppError `tenant_not_found` (404) */
export function makeExportTenant(deps: OffboardDeps) {
  return async function* (tenantId: string): AsyncIterable<TenantDocument> {
    await existing(deps, tenantId);
    let documents = 0;
    for (const collection of await inOrder(deps)) {
      const { name } = collection.spec;
      if (NOT_GIVEN_OUT.includes(name)) continue;
      for await (const page of collection.forTenant(tenantId).pages({}, { sort: { _id: 1 }, pageSize: PAGE })) {
        for (const { outbox: _events, ...document } of page) yield { collection: name, document: withoutSecrets(document) };
        documents += page.length;
      }
    }
    await deps.tenants
      .forTenant(tenantId)
      .mutate(tenantId, (tenant) => tenant && exportedTenant(tenant, documents, deps.clock.now()));
  };
}

/**
 * Erases a tenant, collection by collection. Killed half-way it is given again: what is gone already is found to be gone. The
 * chain of the audit's digests is left, and tells itself that what it told was erased. `tell` hears of each collection.
 *
 * @throws AppError `tenant_not_found` (404)
 */
export function makeEraseTenant(deps: OffboardDeps) {
  const eraseActions = makeEraseActions(deps);

  return async (tenantId: string, tell: (done: { collection: string; erased: number }) => void) => {
    await existing(deps, tenantId);
    let erasedDocuments = 0;
    for (const collection of await inOrder(deps)) {
      if (APART.includes(collection.spec.name)) continue;
      const ofPlatform = await collection.forTenant(PLATFORM).deleteMany(naming(tenantId));
      const erased = ofPlatform + (await collection.forTenant(tenantId).deleteMany({}));
      erasedDocuments += erased;
      if (erased > 0) tell({ collection: collection.spec.name, erased });
    }
    await deps.tenants.forTenant(tenantId).mutate(tenantId, (tenant) => tenant && erasedTenant(tenant, deps.clock.now()));
    const subject = { type: 'tenant', id: tenantId } as const;
    const erasedActions = await eraseActions({ tenantId, subject, filter: { 'action.kind': { $nin: STAYS } } });
    return { erasedDocuments, erasedActions };
  };
}

async function inOrder({ everyCollection }: OffboardDeps): Promise<Collection<Stored>[]> {
  const rank = ({ spec: { name } }: Collection<Stored>): number =>
    name.startsWith(INTEGRATIONS) || DOORS.includes(name) ? 0 : 1;
  const all = await everyCollection();
  return [...all].sort((a, b) => rank(a) - rank(b) || (a.spec.name < b.spec.name ? -1 : 1));
}

/** What the platform has for a tenant: leases, which have its id in their names, and mails that wait. */
function naming(tenantId: string): Filter {
  return { $or: [{ _id: { $regex: RegExp.escape(tenantId) } }, { 'about.tenantId': tenantId }] };
}

async function existing({ tenants }: OffboardDeps, tenantId: string): Promise<Tenant> {
  const tenant = await tenants.forTenant(tenantId).get(tenantId);
  if (!tenant) throw notFound('tenant_not_found', 'There is no such tenant.');
  return tenant;
}
