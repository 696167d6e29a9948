import type { Draft } from '@psa-bridge/persistence';
import { identityAction, OPERATOR } from './audit/identity-action.ts';
import type { Tenant } from './tenant.ts';

/** Of the actions that tell what became of a tenant: they name nobody, and stay. */
export const TENANT_EXPORTED = 'tenant.exported';
export const TENANT_ERASED = 'tenant.erased';

/** The tenant, of which the audit is told that everything was given out. */
export function exportedTenant(tenant: Tenant, documents: number, at: Date): Draft<Tenant> {
  const { tenantId } = tenant;
  const told = { kind: TENANT_EXPORTED, tenantId, id: tenantId, at, actor: OPERATOR, after: { documents } };
  return { ...tenant, outbox: [identityAction(told)] };
}

/** What is left of a tenant: an id that the chain of its audit belongs to. Undefined where nothing else is left already. */
export function erasedTenant({ _id, tenantId, createdAt, erasedAt }: Tenant, at: Date): Draft<Tenant> | undefined {
  if (erasedAt) return undefined;
  const told = { kind: TENANT_ERASED, tenantId, id: tenantId, at, actor: OPERATOR };
  return { _id, tenantId, createdAt, name: 'Erased tenant', erasedAt: at, outbox: [identityAction(told)] };
}
