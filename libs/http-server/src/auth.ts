import {
  forbidden,
  isAppError,
  PERMISSIONS,
  unauthenticated,
  unavailable,
  type Caller,
  type Clock,
  type Permission,
} from '@psa-bridge/core';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import type { RoutePermission } from './route.ts';

/** ID-12, to the letter. */
export const FORBIDDEN_MESSAGE = "You don't have permission to access this resource";

/** ID-03, to the letter. */
export const UNLINKED_MESSAGE = 'You are not linked to a company or the link is not verified.';

/** @throws AppError `token_missing`, `token_invalid`, `token_expired`, `keys_unavailable` */
export type VerifyToken = (authorization: string | undefined) => Promise<Caller>;

export interface TokenVerifierOptions {
  /** Where the key set of identity-service is; or the key set itself. */
  jwksUrl?: string;
  keySet?: JSONWebKeySet | (() => Promise<JSONWebKeySet>);
  issuer: string;
  audience: string;
  clock: Clock;
}

const MAX_REMEMBERED = 5_000;
/** Signatures with a private key only: what verifies a token must not be able to make one. */
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'RS256', 'PS256'];
const known: ReadonlySet<string> = new Set(PERMISSIONS);

/**
 * Verifies access tokens: signature, issuer, audience, times. A verified token is remembered until it ends, because a
 * signature check costs more than the rest of a small request.
 */
export function createTokenVerifier(options: TokenVerifierOptions): VerifyToken {
  const { issuer, audience, clock } = options;
  const keys = keySource(options);
  /** By the header they came in. */
  const remembered = new Map<string, { caller: Promise<Caller>; endsAt: number }>();

  async function verify(token: string): Promise<{ caller: Caller; endsAt: number }> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        currentDate: clock.now(),
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp', 'tenant'],
      });
      return { caller: toCaller(payload), endsAt: (payload.exp ?? 0) * 1000 };
    } catch (error) {
      throw isAppError(error) ? error : tokenError(error);
    }
  }

  function remember(authorization: string, { caller, endsAt }: { caller: Caller; endsAt: number }): void {
    const [oldest] = remembered.keys();
    if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.set(authorization, { caller: Promise.resolve(caller), endsAt });
  }

  async function verifyAndRemember(authorization: string): Promise<Caller> {
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    if (token === undefined)
      throw unauthenticated('token_missing', 'Sign in first: the request carries no access token.', { expected: true });
    const verified = await verify(token);
    remember(authorization, verified);
    return verified.caller;
  }

  return (authorization = '') => {
    const hit = remembered.get(authorization);
    return hit && hit.endsAt > clock.now().getTime() ? hit.caller : verifyAndRemember(authorization);
  };
}

function keySource({ jwksUrl, keySet }: TokenVerifierOptions): JWTVerifyGetKey {
  if (jwksUrl !== undefined) return createRemoteJWKSet(new URL(jwksUrl), { cooldownDuration: 1_000 });
  if (typeof keySet === 'function') return async (header, token) => createLocalJWKSet(await keySet())(header, token);
  if (keySet) return createLocalJWKSet(keySet);
  throw new Error('A token verifier needs jwksUrl or keySet.');
}

function tokenError(error: unknown): Error {
  if (error instanceof errors.JWTExpired)
    return unauthenticated('token_expired', 'The access token has expired. Refresh it.', { expected: true });
  if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC') {
    return invalidToken();
  }
  return unavailable('keys_unavailable', 'Tokens cannot be verified now.', { cause: error });
}

function invalidToken(): Error {
  return unauthenticated('token_invalid', 'The access token is not valid.', { expected: true });
}

interface Claims extends JWTPayload {
  tenant?: unknown;
  admin?: unknown;
  permissions?: unknown;
  unlinked?: unknown;
}

/** Permissions that this version does not know are left out. */
function toCaller({ sub, tenant, admin, permissions, unlinked }: Claims): Caller {
  if (typeof tenant !== 'string' || tenant === '' || sub === undefined || sub === '') throw invalidToken();
  const list: readonly unknown[] = Array.isArray(permissions) ? permissions : [];
  return {
    tenantId: tenant,
    subject: sub,
    isAdmin: admin === true,
    ...(unlinked === true && admin !== true ? { isUnlinked: true } : {}),
    permissions: list.filter((name): name is Permission => typeof name === 'string' && known.has(name)),
  };
}

/**
 * The check is made once per route. @throws AppError `company_link_missing` with ID-03's exact message, `permission_missing`
 * with ID-12's.
 */
export function permissionCheck(permission: RoutePermission): (caller: Caller) => void {
  if (permission === 'public' || permission === 'own-account') return () => undefined;
  const accepted: ReadonlySet<string> = new Set(permission === 'admin' ? [] : [permission].flat());
  return (caller) => {
    if (caller.isUnlinked) throw forbidden('company_link_missing', UNLINKED_MESSAGE, { expected: true });
    if (permission !== 'signed-in' && !caller.isAdmin && !caller.permissions.some((name) => accepted.has(name))) {
      throw forbidden('permission_missing', FORBIDDEN_MESSAGE, { expected: true });
    }
  };
}
