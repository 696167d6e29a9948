import { AppError, conflict, invalidInput, isAppError, type Caller, type Clock } from '@psa-bridge/core';
import type { TokenSet, XeroApp, XeroIdentity } from '../../client/xero-identity.ts';
import type { Collections } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import { challengeOf, parseCallback, type ConnectAttempt } from '../../domain/connection/connect-attempt.ts';
import { makeKeepConsent, type KeepConsentDeps } from './keep-consent.ts';

export interface FinishConnectInput {
  /** The query of the address that Xero sent the browser back to. */
  answer: string;
  /** What the browser was given when it set out. */
  attempt: string;
}

export interface FinishConnectDeps extends KeepConsentDeps, Pick<Collections, 'connectAttempts'> {
  identity: XeroIdentity;
  app: XeroApp | undefined;
  clock: Clock;
}

/**
 * Takes what Xero sent somebody back with. Each attempt is taken once, by the browser that began it.
 *
 * @throws AppError `xero_attempt_invalid`, `xero_consent_refused`, `xero_no_organisation`
 */
export function makeFinishConnect(deps: FinishConnectDeps) {
  const { connectAttempts, identity, app, clock } = deps;
  const keepConsent = makeKeepConsent(deps);

  return async ({ answer, attempt }: FinishConnectInput, { tenantId }: Caller): Promise<readonly XeroConnection[]> => {
    const callback = parseCallback(answer);
    const begun = callback && (await take(tenantId, callback.state));
    if (app === undefined || !begun || begun.challenge !== challengeOf(attempt)) throw attemptInvalid();
    if (callback.kind === 'refused') throw consentRefused(callback.error);
    const tokens = await redeemed(app, { code: callback.code, verifier: attempt });
    const reached = await identity.organisations(tokens.access, tokens.authEventId);
    if (reached.length === 0) throw noOrganisation();
    return keepConsent({ tenantId, integrationId: begun.integrationId, tokens, reached });
  };

  async function take(tenantId: string, state: string): Promise<ConnectAttempt | undefined> {
    const attempts = connectAttempts.forTenant(tenantId);
    const begun = await attempts.get(state);
    const isTaken = await attempts.delete(state);
    return isTaken && begun && clock.now() < begun.endsAt ? begun : undefined;
  }

  async function redeemed(app: XeroApp, given: { code: string; verifier: string }): Promise<TokenSet> {
    try {
      const tokens = await identity.redeem(app, given);
      if (tokens.refresh === undefined) throw consentRefused('offline_access');
      return tokens;
    } catch (error) {
      throw asConflict(error);
    }
  }
}

/** That Xero refuses us says nothing of whether the person is signed in here. */
export function asConflict(error: unknown): unknown {
  if (!isAppError(error) || error.kind !== 'unauthenticated') return error;
  return new AppError(error.message, { code: error.code, kind: 'conflict', expected: true, cause: error });
}

function attemptInvalid() {
  const message = 'answer: this connecting was not begun in this browser, took too long, or is finished already. Begin it anew.';
  return invalidInput('xero_attempt_invalid', message, { expected: true, details: { field: 'answer' } });
}

function consentRefused(word: string) {
  const message =
    word === 'access_denied'
      ? 'Access was not allowed at Xero. Begin anew and allow it.'
      : `Xero does not give the app what it asks for (${word.slice(0, 50)}). See which scopes the app has, and XERO_SCOPES.`;
  return conflict('xero_consent_refused', message, { expected: true });
}

function noOrganisation() {
  const message = 'No organisation was chosen at Xero. Begin anew and choose one.';
  return conflict('xero_no_organisation', message, { expected: true });
}
