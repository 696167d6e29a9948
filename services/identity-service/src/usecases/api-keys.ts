import { forbidden, invalidInput, notFound, type Caller, type Permission } from '@psa-bridge/core';
import { changedKey, isGoodIdentity, isUseWorthNoting, opens, rightsOf, withNewSecret, type ApiKey } from '../domain/api-key.ts';
import { formatOpaqueToken, newOpaqueToken, parseOpaqueToken, secretHash } from '../domain/opaque-token.ts';
import type { Draft } from '@psa-bridge/persistence';
import { permissionsOf } from '../domain/role.ts';
import { isUnlinked, type User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';

export interface NewApiKey {
  name: string;
  permissions: readonly Permission[];
  expiresAt?: Date | undefined;
}

/** A key with the text that its owner is shown this once. */
export interface ShownApiKey {
  key: ApiKey;
  text: string;
}

export type ApiKeyDeps = Pick<Deps, 'apiKeys' | 'clock' | 'logger'>;

/** The keys of a tenant, in its admins' hands. */
export function makeApiKeys({ apiKeys, clock, logger }: ApiKeyDeps) {
  async function change(caller: Caller, id: string, next: (key: ApiKey) => Draft<ApiKey>): Promise<ApiKey> {
    const changed = await apiKeys.forTenant(caller.tenantId).mutate(id, (key) => key && next(key));
    if (!changed || changed.revokedAt) throw notFound('api_key_not_found', 'There is no API key with this id.');
    return changed;
  }

  return {
    list: ({ tenantId }: Caller): Promise<readonly ApiKey[]> =>
      apiKeys.forTenant(tenantId).find({ revokedAt: { $exists: false } }, { sort: { createdAt: 1, _id: 1 } }),

    /** @throws AppError `invalid_request` (400) where it would be over before it began. */
    async create({ tenantId, subject }: Caller, { name, permissions, expiresAt }: NewApiKey): Promise<ShownApiKey> {
      const createdAt = clock.now();
      if (expiresAt && expiresAt <= createdAt) throw invalid('body.expiresAt', 'must be in the future');
      const token = newOpaqueToken();
      const key = {
        ...{ _id: token.id, tenantId, userId: subject, name, permissions, createdAt },
        ...(expiresAt && { expiresAt }),
        secrets: [{ hash: secretHash(token.secret) }],
      };
      await apiKeys.forTenant(tenantId).insert(changedKey(key, 'created', createdAt));
      logger.info({ tenantId, userId: subject, keyId: key._id }, 'api_key_created');
      return { key: { ...key, version: 1 }, text: formatOpaqueToken(token) };
    },

    /** A new secret for the same key; the old one opens it until the overlap is over. @throws AppError `api_key_not_found` */
    async rotate(caller: Caller, id: string, overlapMs: number): Promise<ShownApiKey> {
      const token = newOpaqueToken(id);
      const at = clock.now();
      const until = new Date(at.getTime() + overlapMs);
      const key = await change(caller, id, (current) =>
        current.revokedAt ? current : changedKey(withNewSecret(current, secretHash(token.secret), until), 'rotated', at),
      );
      logger.info({ tenantId: caller.tenantId, userId: caller.subject, keyId: id }, 'api_key_rotated');
      return { key, text: formatOpaqueToken(token) };
    },

    /** @throws AppError `api_key_not_found` */
    async revoke({ tenantId, subject }: Caller, id: string): Promise<void> {
      const own = apiKeys.forTenant(tenantId);
      const before = await own.get(id);
      if (!before || before.revokedAt) throw notFound('api_key_not_found', 'There is no API key with this id.');
      const revokedAt = clock.now();
      await own.mutate(id, (key) =>
        key && !key.revokedAt ? changedKey({ ...key, revokedAt }, 'revoked', revokedAt) : undefined,
      );
      logger.info({ tenantId, userId: subject, keyId: id }, 'api_key_revoked');
    },
  };
}

type ExchangeDeps = ApiKeyDeps & Pick<Deps, 'users' | 'roles' | 'signer'>;

export interface ExchangedKey {
  tenantId: string;
  token: string;
  expiresAt: Date;
}

/**
 * A key for an access token with the key's rights, as the gateway passes it on.
 *
 * @throws AppError `api_key_invalid` (403) with PA-02's words.
 */
export function makeExchangeApiKey(deps: ExchangeDeps) {
  const reason = 'A key is all that is known: it tells its tenant.';

  return async (text: string): Promise<ExchangedKey> => {
    const now = deps.clock.now();
    const shown = parseOpaqueToken(text);
    const key = shown && (await deps.apiKeys.acrossTenants(reason).get(shown.id));
    if (!key || !opens(key, shown.secret, now)) throw notValid();
    const user = await deps.users.forTenant(key.tenantId).get(key.userId);
    if (!isGoodIdentity(user)) throw notValid();
    // A key is never an admin, but an admin's key needs no company link either.
    const holder = { ...user, _id: key._id, name: key.name, isAdmin: false };
    const signed = await deps.signer.sign(holder, rightsOf(key, user, await rightsOfUser(user)), isUnlinked(user));
    await noteUse(key, now);
    return { tenantId: key.tenantId, ...signed };
  };

  async function rightsOfUser(user: User): Promise<readonly Permission[]> {
    return permissionsOf(user, user.roleIds.length === 0 ? [] : await deps.roles.forTenant(user.tenantId).getMany(user.roleIds));
  }

  async function noteUse({ tenantId, _id }: ApiKey, now: Date): Promise<void> {
    const own = deps.apiKeys.forTenant(tenantId);
    await own.mutate(_id, (key) => (key && isUseWorthNoting(key, now) ? { ...key, lastUsedAt: now } : undefined));
  }
}

function notValid() {
  return forbidden('api_key_invalid', 'API key not valid', { expected: true });
}

function invalid(field: string, message: string) {
  return invalidInput('invalid_request', `${field}: ${message}`, { details: { problems: [{ field, message }] }, expected: true });
}
