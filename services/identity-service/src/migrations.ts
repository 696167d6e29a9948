import type { DocumentStore, Draft, Migration } from '@psa-bridge/persistence';
import { openCollections } from './collections.ts';
import { PASSWORD } from './domain/credential.ts';
import { NEW_USER, type User } from './domain/user.ts';

const REASON = 'A change of shape concerns every tenant.';

/** What a user was before it had a kind and a state: somebody whom an admin had made, with a password. */
function fromBefore(user: User): Draft<User> {
  const providers = [{ provider: PASSWORD, linkedAt: user.createdAt }];
  const lacked: Partial<User> = { ...NEW_USER, emailVerified: true, providers };
  return { ...lacked, ...user };
}

async function completeUsers(store: DocumentStore): Promise<void> {
  const users = openCollections(store).users.acrossTenants(REASON);
  for await (const page of users.pages({ state: { $exists: false } }, { pageSize: 200 })) {
    const ids = page.map(({ _id }) => _id);
    await users.mutateMany(ids, (_id, user) => user && fromBefore(user));
  }
}

/** In the order in which they run. */
export const migrations: readonly Migration[] = [{ id: '2026-11-users-have-kind-and-state', up: completeUsers }];
