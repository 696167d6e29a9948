import { AppError, isAppError, notFound, unauthenticated, unavailable, type Clock } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import type { Logger } from '@psa-bridge/observability';
import * as openid from 'openid-client';
import { provenIdentity, type EmailTrust, type ProvenIdentity } from '../domain/proven-identity.ts';
import type { SignInMethod } from '../domain/tenant.ts';
import type { SsoAnswer, SsoProviders, SsoRequest } from '../ports.ts';
import { fetchThrough } from './sso-fetch.ts';

export interface SsoProviderConfig extends SignInMethod {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What makes an address confirmed. */
  trust: EmailTrust;
}

export interface SsoProvidersOptions {
  providers: readonly SsoProviderConfig[];
  /** The page of the front end that providers send people back to. */
  redirectUri: string;
  http: HttpClient;
  clock: Clock;
  logger: Logger;
}

const SCOPE = 'openid email profile';
/** A provider's addresses and keys are read anew after this time. */
const KEPT_MS = 60 * 60_000;

/** OpenID Connect by openid-client, which checks state, nonce, issuer, audience, times, PKCE and signatures. */
export function createSsoProviders(options: SsoProvidersOptions): SsoProviders {
  const { providers, redirectUri, http, clock, logger } = options;
  const known = new Map<string, { discovered: Promise<openid.Configuration>; until: number }>();

  function find(name: string): SsoProviderConfig {
    const provider = providers.find((candidate) => candidate.name === name);
    if (!provider) throw notFound('provider_unknown', 'This sign-in method is not offered here.', { expected: true });
    return provider;
  }

  async function configurationOf(provider: SsoProviderConfig): Promise<openid.Configuration> {
    const now = clock.now().getTime();
    const kept = known.get(provider.name);
    if (kept && now < kept.until) return kept.discovered;
    const discovered = discover(provider, http);
    known.set(provider.name, { discovered, until: now + KEPT_MS });
    discovered.catch(() => known.delete(provider.name));
    return discovered;
  }

  async function guarded<Result>(provider: SsoProviderConfig, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const failure = failureOf(error, provider);
      logger.warn({ provider: provider.name, code: failure.code, reasons: reasonsOf(error) }, 'sso_failed');
      throw failure;
    }
  }

  return {
    async authorizationUrl(name, request) {
      const provider = find(name);
      const configuration = await guarded(provider, () => configurationOf(provider));
      return openid.buildAuthorizationUrl(configuration, { ...parametersOf(request), redirect_uri: redirectUri }).href;
    },
    async identityOf(name, answer) {
      const provider = find(name);
      return guarded(provider, async () => {
        const configuration = await configurationOf(provider);
        const claims = await claimsOf(configuration, redirectUri, answer);
        return identityIn(claims, provider);
      });
    },
  };
}

function discover({ issuer, clientId, clientSecret, name }: SsoProviderConfig, http: HttpClient): Promise<openid.Configuration> {
  const insecure = issuer.startsWith('http://') ? [openid.allowInsecureRequests] : [];
  return openid.discovery(new URL(issuer), clientId, {}, openid.ClientSecretBasic(clientSecret), {
    [openid.customFetch]: fetchThrough(http, `sso:${name}`),
    execute: [openid.enableNonRepudiationChecks, ...insecure],
  });
}

function parametersOf({ state, nonce, challenge, expectedEmail }: SsoRequest): Record<string, string> {
  return {
    ...{ scope: SCOPE, state, nonce, code_challenge: challenge, code_challenge_method: 'S256' },
    ...(expectedEmail === undefined ? {} : { login_hint: expectedEmail }),
  };
}

/** What the ID token says; the address from the user info where the token leaves it out, as some providers do. */
async function claimsOf(
  configuration: openid.Configuration,
  redirectUri: string,
  { parameters, state, nonce, verifier }: SsoAnswer,
): Promise<Readonly<Record<string, unknown>>> {
  const url = new URL(redirectUri);
  url.search = new URLSearchParams([...parameters]).toString();
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
  const tokens = await openid.authorizationCodeGrant(configuration, url, checks);
  const claims = tokens.claims() ?? {};
  const { sub, email } = claims as { sub?: string; email?: unknown };
  if (sub === undefined || email !== undefined || !configuration.serverMetadata().userinfo_endpoint) return claims;
  return { ...(await openid.fetchUserInfo(configuration, tokens.access_token, sub)), ...claims };
}

function identityIn(claims: Readonly<Record<string, unknown>>, provider: SsoProviderConfig): ProvenIdentity {
  const identity = provenIdentity(claims, provider.trust);
  if (!identity) throw answerInvalid(provider);
  return identity;
}

function failureOf(error: unknown, provider: SsoProviderConfig): AppError {
  if (error instanceof openid.AuthorizationResponseError) return denied(provider, error);
  const cause = outageIn(error);
  if (cause) {
    const message = `${provider.label} cannot be reached now. Try again later, or sign in another way.`;
    return unavailable('sso_provider_unavailable', message, { cause });
  }
  return isAppError(error) ? error : answerInvalid(provider);
}

/** The call's own failure, which openid-client may have wrapped. */
function outageIn(error: unknown): AppError | undefined {
  if (isAppError(error)) return error.kind === 'unauthenticated' ? undefined : error;
  return error instanceof Error && error.cause !== undefined ? outageIn(error.cause) : undefined;
}

function denied({ label }: SsoProviderConfig, error: openid.AuthorizationResponseError): AppError {
  const reason = /^[a-z_]{1,50}$/.test(error.error) ? ` (${error.error})` : '';
  const message = `${label} did not sign you in${reason}. Try again, or sign in another way.`;
  return unauthenticated('sso_denied', message, { expected: true });
}

function answerInvalid({ label }: SsoProviderConfig): AppError {
  const message = `What came back from ${label} could not be verified. Begin the sign-in anew.`;
  return unauthenticated('sso_answer_invalid', message);
}

/**
 * What the errors say, from the outermost to the innermost, and the claim that did not fit. Nothing else of them is kept: they
 * carry codes and tokens.
 */
function reasonsOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) {
    const { claim } = (error ?? {}) as { claim?: unknown };
    return typeof claim === 'string' ? [`claim: ${claim}`] : [];
  }
  return [error.message, ...reasonsOf(error.cause)];
}
