import type { DocumentStore, Draft, Migration } from '@psa-bridge/persistence';
import { openCollections } from './collections.ts';
import { credentialId, PASSWORD, type Credential } from './domain/credential.ts';
import type { Session } from './domain/session.ts';
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

/** Credentials were named after the password, before there were other ways to sign in. */
async function renameCredentials(store: DocumentStore): Promise<void> {
  const credentials = openCollections(store).credentials.acrossTenants(REASON);
  const before = await credentials.find({ _id: { $gte: `${PASSWORD}:`, $lt: `${PASSWORD};` } });
  for (const { version: _version, ...credential } of before) {
    const renamed: Draft<Credential> = { ...credential, _id: credentialId(credential._id.slice(PASSWORD.length + 1)) };
    await credentials.insert(renamed);
    await credentials.delete(credential._id);
  }
}

/** Sessions from before do not say how they began. */
async function completeSessions(store: DocumentStore): Promise<void> {
  const sessions = openCollections(store).sessions.acrossTenants(REASON);
  const since = (session: Session): Draft<Session> => {
    const lacked: Partial<Session> = { method: PASSWORD, client: { address: 'unknown' }, lastUsedAt: session.startedAt };
    return { ...lacked, ...session };
  };
  for await (const page of sessions.pages({ method: { $exists: false } }, { pageSize: 200 })) {
    await sessions.mutateMany(
      page.map(({ _id }) => _id),
      (_id, session) => session && since(session),
    );
  }
}

/** In the order in which they run. */
export const migrations: readonly Migration[] = [
  { id: '2026-11-users-have-kind-and-state', up: completeUsers },
  { id: '2026-11-credentials-are-addresses', up: renameCredentials },
  { id: '2026-11-sessions-have-a-method', up: completeSessions },
];
