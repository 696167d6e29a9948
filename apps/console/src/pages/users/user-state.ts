import type { User } from '../../api/users.ts';
import type { Tone } from '../../display/states.tsx';

export type UserState = 'deleted' | 'unconfirmed' | 'unlinked' | 'disabled' | 'active';

type Judged = Pick<User, 'state' | 'emailVerified' | 'isAdmin' | 'allowLogin'> & { company?: { verified: boolean } };

/** What keeps somebody out, in the order in which signing in asks (ID-20 to ID-23). */
export function stateOf({ state, emailVerified, isAdmin, allowLogin, company }: Judged): UserState {
  if (state === 'deleted') return 'deleted';
  if (!emailVerified) return 'unconfirmed';
  if (!isAdmin && company?.verified !== true) return 'unlinked';
  return allowLogin ? 'active' : 'disabled';
}

export const TONES: Readonly<Record<UserState, Tone>> = {
  deleted: 'calm',
  unconfirmed: 'warn',
  unlinked: 'warn',
  disabled: 'bad',
  active: 'good',
};
