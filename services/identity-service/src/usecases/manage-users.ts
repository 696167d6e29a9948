import { checkRevision, conflict, notFound, type Caller, type Permission } from '@psa-bridge/core';
import { changedUser, userRevision } from '../domain/audit/user-action.ts';
import { isThere } from '../domain/role.ts';
import type { CompanyLink, User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import { fieldProblem } from './field-problem.ts';
import { makeKeepAnAdmin } from './keep-an-admin.ts';
import { makeOwnSessions } from './own-sessions.ts';
import type { Target } from './target.ts';

/** What an admin may say of a user; what is left out stays. */
export interface UserChange {
  name?: string | undefined;
  isAdmin?: boolean | undefined;
  roleIds?: readonly string[] | undefined;
  permissions?: readonly Permission[] | undefined;
  managerIds?: readonly string[] | undefined;
}

/** One change of a user, as the audit is told of it. */
interface Change {
  verb: string;
  changes: (user: User) => User;
}

type ManageDeps = Pick<Deps, 'users' | 'tenants' | 'roles' | 'companies' | 'sessions' | 'clock' | 'logger'>;

/** What account admins do about the users of their tenant (ID-13). All refuse with `revision_conflict` (412) what was not seen as it is. */
export function makeManageUsers(deps: ManageDeps) {
  const sessions = makeOwnSessions(deps);
  const keepAnAdmin = makeKeepAnAdmin(deps);

  async function get({ tenantId }: Caller, id: string): Promise<User> {
    const user = await deps.users.forTenant(tenantId).get(id);
    if (!user) throw unknownUser();
    return user;
  }

  async function write(caller: Caller, { id, ifRevision }: Target, { verb, changes }: Change) {
    const { tenantId, subject } = caller;
    const deed = { verb, at: deps.clock.now() };
    const changed = await deps.users.forTenant(tenantId).mutate(id, (user) => {
      if (!user) return undefined;
      checkRevision(userRevision(user), ifRevision);
      return changedUser(user, changes(user), deed);
    });
    if (!changed) throw unknownUser();
    deps.logger.info({ tenantId, userId: id, by: subject, what: verb }, 'user_changed');
    return changed;
  }

  /** Whoever is kept out loses the sessions too; access tokens that are out live five minutes at most. */
  async function keepOut(caller: Caller, target: Target, how: Change): Promise<User> {
    const { id } = target;
    if (id === caller.subject) throw ownAccess();
    return keepAnAdmin(caller.tenantId, id, async () => {
      const user = await write(caller, target, how);
      await sessions.endAll({ tenantId: caller.tenantId, subject: id }, 'access-removed');
      return user;
    });
  }

  return {
    get,

    /** @throws AppError `user_unknown` (404); `own_access`, `last_admin` (409); `invalid_request` (400) naming a role or manager that is not here. */
    async change(caller: Caller, target: Target, change: UserChange): Promise<User> {
      const { id } = target;
      if (id === caller.subject && change.isAdmin === false) throw ownAccess();
      await refuseUnknownRoles(deps, caller.tenantId, change.roleIds);
      await refuseUnknownIds(deps.users.forTenant(caller.tenantId), change.managerIds, 'body.managerIds');
      if (change.managerIds?.includes(id)) throw fieldProblem('body.managerIds', 'names the user; choose somebody else');
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<User>;
      const run = () => write(caller, target, { verb: 'changed', changes: (user) => ({ ...user, ...given }) });
      return change.isAdmin === false ? keepAnAdmin(caller.tenantId, id, run) : run();
    },

    /** ID-23 and its cure. */
    activate: (caller: Caller, target: Target) =>
      write(caller, target, { verb: 'activated', changes: (user) => ({ ...user, allowLogin: true }) }),
    deactivate: (caller: Caller, target: Target) =>
      keepOut(caller, target, { verb: 'deactivated', changes: (user) => ({ ...user, allowLogin: false }) }),

    /** The address stays taken, so that the user can be restored (ID-20). */
    delete: (caller: Caller, target: Target) =>
      keepOut(caller, target, {
        verb: 'deleted',
        changes: (user) => (user.state === 'deleted' ? user : { ...user, state: 'deleted', deletedAt: deps.clock.now() }),
      }),
    restore: (caller: Caller, target: Target) =>
      write(caller, target, { verb: 'restored', changes: ({ deletedAt: _over, ...user }) => ({ ...user, state: 'active' }) }),

    /** An admin's word makes and verifies the link (ID-04). @throws AppError `invalid_request` (400) for a company or contact that is not here. */
    async linkCompany(caller: Caller, target: Target, link: Omit<CompanyLink, 'how'>): Promise<User> {
      await refuseUnknownCompany(deps, caller.tenantId, link);
      return write(caller, target, {
        verb: 'company_linked',
        changes: (user) => ({ ...user, company: { ...link, how: 'admin' } }),
      });
    },
    async unlinkCompany(caller: Caller, target: Target): Promise<User> {
      return write(caller, target, { verb: 'company_unlinked', changes: ({ company: _gone, ...user }) => user });
    },
  };
}

/** @throws AppError `invalid_request` (400) naming the first that is not here. */
export function refuseUnknownRoles(
  { roles }: Pick<Deps, 'roles'>,
  tenantId: string,
  ids: readonly string[] | undefined,
): Promise<void> {
  const here = { getMany: async (some: readonly string[]) => (await roles.forTenant(tenantId).getMany(some)).filter(isThere) };
  return refuseUnknownIds(here, ids, 'body.roleIds');
}

/** @throws AppError `invalid_request` (400) naming the first that is not here. */
async function refuseUnknownIds(
  own: { getMany(ids: readonly string[]): Promise<readonly { _id: string }[]> },
  ids: readonly string[] | undefined,
  field: string,
): Promise<void> {
  if (!ids || ids.length === 0) return;
  const found = new Set((await own.getMany(ids)).map(({ _id }) => _id));
  const unknown = ids.find((id) => !found.has(id));
  if (unknown !== undefined) throw fieldProblem(field, `names ${unknown}, which is not here; choose among those that are listed`);
}

async function refuseUnknownCompany(
  { companies }: ManageDeps,
  tenantId: string,
  { companyId, contactId }: Omit<CompanyLink, 'how'>,
): Promise<void> {
  if (!(await companies.has(tenantId, companyId))) throw fieldProblem('body.companyId', 'is no company that is here');
  if (contactId === undefined) return;
  const contact = await companies.contact(tenantId, contactId);
  if (contact?.companyId !== companyId) throw fieldProblem('body.contactId', 'is no contact of this company');
}

export function unknownUser() {
  return notFound('user_unknown', 'There is no such user.', { expected: true });
}

export function ownAccess() {
  return conflict('own_access', 'You cannot take away your own access. Ask another admin.', { expected: true });
}
