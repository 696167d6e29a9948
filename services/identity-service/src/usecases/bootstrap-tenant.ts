import { newId, type Secret } from '@psa-bridge/core';
import { identityAction, OPERATOR } from '../domain/audit/identity-action.ts';
import { PLATFORM, type Deps } from '../ports.ts';
import { makeCreateUser, type CreateUserDeps } from './create-user.ts';

export interface BootstrapInput {
  tenantName: string;
  adminEmail: string;
  adminPassword: Secret;
}

type BootstrapDeps = CreateUserDeps & Pick<Deps, 'tenants' | 'bootstraps'>;

const BOOTSTRAP_ID = 'bootstrap';

/**
 * Makes the first tenant and its admin, once: the ids are chosen and stored before anything else, so a start that was
 * killed is completed by the next one, and a later start changes nothing (also not a password that was changed since).
 */
export function makeBootstrapTenant(deps: BootstrapDeps) {
  const createUser = makeCreateUser(deps);

  return async (input: BootstrapInput): Promise<void> => {
    const { tenantId, adminId } = await chosenIds();
    const tenant = { _id: tenantId, tenantId, name: input.tenantName, createdAt: deps.clock.now() };
    const told = { kind: 'tenant.created', tenantId, id: tenantId, name: tenant.name, at: tenant.createdAt, actor: OPERATOR };
    await deps.tenants.forTenant(tenantId).insert({ ...tenant, outbox: [identityAction(told)] });
    if ((await isErased(tenantId)) || (await hasAdmin(tenantId, adminId))) return;
    const admin = { id: adminId, tenantId, email: input.adminEmail, emailVerified: true, isAdmin: true, permissions: [] };
    try {
      await createUser({ ...admin, name: 'Administrator', password: input.adminPassword.reveal(), by: OPERATOR });
    } catch (error) {
      // Another replica that started at the same moment was faster.
      if (!(await hasAdmin(tenantId, adminId))) throw error;
    }
  };

  async function isErased(tenantId: string): Promise<boolean> {
    return (await deps.tenants.forTenant(tenantId).get(tenantId))?.erasedAt !== undefined;
  }

  async function hasAdmin(tenantId: string, adminId: string): Promise<boolean> {
    return (await deps.users.forTenant(tenantId).get(adminId)) !== undefined;
  }

  async function chosenIds(): Promise<{ tenantId: string; adminId: string }> {
    const bootstraps = deps.bootstraps.forTenant(PLATFORM);
    const fresh = { _id: BOOTSTRAP_ID, tenantId: PLATFORM, firstTenantId: newId(), adminId: newId() };
    const stored = (await bootstraps.mutate(BOOTSTRAP_ID, (current) => (current ? undefined : fresh))) ?? fresh;
    return { tenantId: stored.firstTenantId, adminId: stored.adminId };
  }
}
