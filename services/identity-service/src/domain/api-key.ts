import type { Permission } from '@psa-bridge/core';
import type { Draft, Stored } from '@psa-bridge/persistence';
import { identityAction } from './audit/identity-action.ts';
import { isSecretOf } from './opaque-token.ts';
import type { User } from './user.ts';

/** One of the secrets that open a key: the newest, and after a rotation the one before for as long as they overlap. */
export interface KeySecret {
  hash: string;
  /** Only of a secret that was rotated out. */
  until?: Date;
}

/** What a partner's system shows instead of signing in (PA-02). The secrets themselves are stored nowhere. */
export interface ApiKey extends Stored {
  name: string;
  /** Whose key it is: it is worth nothing while this user could not sign in. */
  userId: string;
  /** What it may do, as far as its user may; never an admin's rights. */
  permissions: readonly Permission[];
  secrets: readonly KeySecret[];
  createdAt: Date;
  expiresAt?: Date;
  revokedAt?: Date;
  /** Written at most every few minutes. */
  lastUsedAt?: Date;
}

const LAST_USED_EVERY_MS = 5 * 60_000;

/** Whether this secret opens the key now. */
export function opens({ secrets, expiresAt, revokedAt }: ApiKey, secret: string, now: Date): boolean {
  if (revokedAt || (expiresAt && expiresAt <= now)) return false;
  return secrets.some(({ hash, until }) => (!until || until > now) && isSecretOf(secret, hash));
}

/** The key with a new secret; the newest until now goes on for the overlap, older ones end. */
export function withNewSecret<Key extends Pick<ApiKey, 'secrets'>>(key: Key, hash: string, until: Date): Key {
  const [newest] = key.secrets;
  return { ...key, secrets: [{ hash }, ...(newest ? [{ hash: newest.hash, until }] : [])] };
}

/** The key with what the audit is told of what was done about it: never of its secrets. */
export function changedKey(key: Draft<ApiKey>, verb: 'created' | 'rotated' | 'revoked', at: Date): Draft<ApiKey> {
  const { tenantId, _id: id, name, userId, permissions, expiresAt, secrets } = key;
  const overlapUntil = secrets.find(({ until }) => until !== undefined)?.until;
  const after = { userId, permissions, expiresAt, ...(verb === 'rotated' && { overlapUntil }) };
  return { ...key, outbox: [identityAction({ kind: `api_key.${verb}`, tenantId, id, name, at, after })] };
}

/** PA-02: a key is as good as the identity behind it. */
export function isGoodIdentity(user: User | undefined): user is User {
  return user?.state === 'active' && user.emailVerified && user.allowLogin;
}

/** The rights that a key has at this moment: those it was given which its user has still. */
export function rightsOf(
  { permissions }: Pick<ApiKey, 'permissions'>,
  { isAdmin }: Pick<User, 'isAdmin'>,
  ofUser: readonly Permission[],
): readonly Permission[] {
  return isAdmin ? permissions : permissions.filter((permission) => ofUser.includes(permission));
}

export function isUseWorthNoting({ lastUsedAt }: Pick<ApiKey, 'lastUsedAt'>, now: Date): boolean {
  return !lastUsedAt || now.getTime() - lastUsedAt.getTime() >= LAST_USED_EVERY_MS;
}
