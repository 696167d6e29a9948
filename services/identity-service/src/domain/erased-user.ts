import type { Draft } from '@psa-bridge/persistence';
import { identityAction, OPERATOR } from './audit/identity-action.ts';
import type { User } from './user.ts';

/** Of the action that tells that a person was erased: it names nobody, and stays. */
export const USER_ERASED = 'user.erased';

/** What is left of a user: an id that others may go on pointing at. Undefined where nothing else is left already. */
export function erasedUser(user: User, at: Date): Draft<User> | undefined {
  const { _id, tenantId, kind, createdAt } = user;
  const email = `erased-${_id}@erased.invalid`;
  if (user.email === email) return undefined;
  return {
    ...{ _id, tenantId, kind, createdAt, email, state: 'deleted', deletedAt: user.deletedAt ?? at, name: 'Erased person' },
    ...{ emailVerified: false, allowLogin: false, isAdmin: false },
    ...{ roleIds: [], permissions: [], providers: [], externalIds: {}, managerIds: [] },
    outbox: [identityAction({ kind: USER_ERASED, tenantId, id: _id, at, actor: OPERATOR })],
  };
}
