import { conflict, type Caller, type Clock } from '@psa-bridge/core';
import type { XeroApp, XeroIdentity } from '../../client/xero-identity.ts';
import type { Collections } from '../../collections.ts';
import { ATTEMPT_MS, challengeOf, newToken } from '../../domain/connection/connect-attempt.ts';

/** What the browser needs to go to Xero and to come back. */
export interface BegunConnect {
  authorizationUrl: string;
  /** Kept by the browser, and shown with Xero's answer. */
  attempt: string;
  expiresAt: Date;
}

export interface BeginConnectDeps extends Pick<Collections, 'connectAttempts'> {
  identity: XeroIdentity;
  app: XeroApp | undefined;
  clock: Clock;
}

/**
 * Sends somebody off to Xero to consent, with state and PKCE (xero.md 2).
 *
 * @throws AppError `xero_app_missing` where the installation has no app of its own at Xero
 */
export function makeBeginConnect({ connectAttempts, identity, app, clock }: BeginConnectDeps) {
  return async ({ integrationId }: { integrationId: string }, { tenantId }: Caller): Promise<BegunConnect> => {
    if (app === undefined) throw appMissing();
    const now = clock.now();
    const [state, attempt, expiresAt] = [newToken(), newToken(), new Date(now.getTime() + ATTEMPT_MS)];
    const challenge = challengeOf(attempt);
    const attempts = connectAttempts.forTenant(tenantId);
    await attempts.deleteMany({ endsAt: { $lte: now } });
    await attempts.insert({ _id: state, tenantId, challenge, integrationId, endsAt: expiresAt });
    return { authorizationUrl: identity.authorizationUrl(app, { state, challenge }), attempt, expiresAt };
  };
}

function appMissing() {
  const message = 'This installation has no app at Xero. Set XERO_CLIENT_ID and XERO_CLIENT_SECRET, or use a custom connection.';
  return conflict('xero_app_missing', message, { expected: true });
}
