import { newOpaqueToken, secretHash } from '../../domain/opaque-token.ts';
import { SSO_ATTEMPT_MS } from '../../domain/sso-attempt.ts';
import { normalisedEmail } from '../../domain/user.ts';
import { PLATFORM, type Deps } from '../../ports.ts';
import { makeLimitAttempts } from '../limit-attempts.ts';

/** What the browser needs to go to the provider and to come back. */
export interface BegunSso {
  authorizationUrl: string;
  /** Kept by the browser, and shown with the provider's answer. */
  attempt: string;
  expiresAt: Date;
}

export interface BeginSsoInput {
  /** What the user says to be the address here. */
  email: string | undefined;
  /** The network address. */
  address: string;
}

/**
 * Sends somebody off to a provider, with PKCE, state and nonce.
 *
 * @throws AppError `provider_unknown` (404), `sso_provider_unavailable` (503); `too_many_attempts` (429) from one address
 */
export function makeBeginSso(deps: Pick<Deps, 'ssoAttempts' | 'attempts' | 'sso' | 'clock'>) {
  const { ssoAttempts, sso, clock } = deps;
  const limits = makeLimitAttempts(deps, 'sso');

  return async (provider: string, { email, address }: BeginSsoInput): Promise<BegunSso> => {
    await limits.countAddress(address);
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
