import { unauthenticated } from '@psa-bridge/core';
import { isSecretOf } from '../../domain/opaque-token.ts';
import type { Client } from '../../domain/session.ts';
import { parseCallback, type Callback, type SsoAttempt } from '../../domain/sso-attempt.ts';
import { PLATFORM, type Deps } from '../../ports.ts';
import type { AdmitDeps } from '../admit-newcomer.ts';
import type { SessionTokens } from '../issue-tokens.ts';
import { makeLimitAttempts } from '../limit-attempts.ts';
import { makeStartSession, type StartSessionDeps } from '../start-session.ts';
import { makeFindSsoUser } from './find-sso-user.ts';

export interface FinishSsoInput {
  /** The query of the address that the provider sent the browser back to. */
  answer: string;
  /** What the browser was given when it set out. */
  attempt: string;
  client: Client;
}

export type FinishSsoDeps = StartSessionDeps &
  AdmitDeps &
  Pick<Deps, 'credentials' | 'attempts' | 'ssoAttempts' | 'ssoIdentities' | 'sso'>;

/**
 * Signs in whoever comes back from a provider (ID-25). Each attempt is taken once, by the browser that began it.
 *
 * @throws AppError `sso_attempt_invalid`, `sso_denied`, `sso_answer_invalid` (401), `sso_provider_unavailable` (503); of kind
 * `forbidden` where nobody here is meant, or a condition is not met.
 */
export function makeFinishSso(deps: FinishSsoDeps) {
  const limits = makeLimitAttempts(deps, 'sso');
  const findUser = makeFindSsoUser(deps);
  const startSession = makeStartSession(deps);

  return async (provider: string, { answer, attempt: verifier, client }: FinishSsoInput): Promise<SessionTokens> => {
    const callback = parseCallback(answer);
    const attempt = callback && (await take(callback));
    if (!attempt || !isOfThisBrowser(attempt, provider, verifier)) throw attemptInvalid();
    const { state, parameters } = callback;
    const identity = await deps.sso.identityOf(provider, { parameters, state, nonce: attempt.nonce, verifier });
    const user = await findUser(identity, { provider, expectedEmail: attempt.expectedEmail });
    await limits.forgiveAddress(client.address);
    return startSession({ user, method: provider, client });
  };

  async function take({ state }: Callback): Promise<SsoAttempt | undefined> {
    const attempts = deps.ssoAttempts.forTenant(PLATFORM);
    const attempt = await attempts.get(state);
    return (await attempts.delete(state)) ? attempt : undefined;
  }

  function isOfThisBrowser({ provider, expiresAt, challenge }: SsoAttempt, shown: string, verifier: string): boolean {
    return provider === shown && deps.clock.now() < expiresAt && isSecretOf(verifier, challenge);
  }
}

function attemptInvalid() {
  const message = 'This sign-in was not begun in this browser, took too long, or is finished already. Begin it anew.';
  return unauthenticated('sso_attempt_invalid', message, { expected: true });
}
