import { newOpaqueToken, secretHash } from '../../domain/opaque-token.ts';
import { SSO_ATTEMPT_MS } from '../../domain/sso-attempt.ts';
import { normalisedEmail } from '../../domain/user.ts';
import { PLATFORM, type Deps } from '../../ports.ts';

/** What the browser needs to go to the provider and to come back. */
export interface BegunSso {
  authorizationUrl: string;
  /** Kept by the browser, and shown with the provider's answer. */
  attempt: string;
  expiresAt: Date;
}

/**
 * Sends somebody off to a provider, with PKCE, state and nonce.
 *
 * @throws AppError `provider_unknown` (404), `sso_provider_unavailable` (503)
 */
export function makeBeginSso({ ssoAttempts, sso, clock }: Pick<Deps, 'ssoAttempts' | 'sso' | 'clock'>) {
  return async (provider: string, email?: string): Promise<BegunSso> => {
    const { id: state, secret: verifier } = newOpaqueToken();
    const { secret: nonce } = newOpaqueToken();
    const challenge = secretHash(verifier);
    const expectedEmail = email === undefined ? undefined : normalisedEmail(email);
    const hint = expectedEmail === undefined ? {} : { expectedEmail };
    const authorizationUrl = await sso.authorizationUrl(provider, { state, nonce, challenge, ...hint });
    const expiresAt = new Date(clock.now().getTime() + SSO_ATTEMPT_MS);
    const attempts = ssoAttempts.forTenant(PLATFORM);
    await attempts.insert({ _id: state, tenantId: PLATFORM, provider, nonce, challenge, ...hint, expiresAt });
    return { authorizationUrl, attempt: verifier, expiresAt };
  };
}
