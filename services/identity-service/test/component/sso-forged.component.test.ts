import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { createHttpClient, type HttpClient } from '@psa-bridge/http-client';
import { createMetrics } from '@psa-bridge/observability';
import { blockOutboundNetwork, captureLogger } from '@psa-bridge/testing';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT, type GenerateKeyPairResult, type JWTPayload } from 'jose';
import { EDITOR, startIdentityApp, variables, type Answer, type IdentityApp } from '../identity-app.ts';
import { browse, CLIENT, startSsoIssuer, type SsoIssuer } from '../sso-issuer.ts';

const redirectUri = `${variables.PUBLIC_URL}/sign-in/callback`;
const unblock = blockOutboundNetwork();

interface Forgery {
  claims?: (claims: JWTPayload) => JWTPayload;
  /** Signed with a key that is not among those published. */
  isOwnKey?: boolean;
}

describe('an ID token', () => {
  let issuer: SsoIssuer;
  let identity: IdentityApp;
  let published: GenerateKeyPairResult;
  let others: GenerateKeyPairResult;
  let forgery: Forgery;

  /** The issuer's token as somebody on the way would have it: other claims, or another signature. */
  async function forged(idToken: string): Promise<string> {
    const { claims = (same) => same, isOwnKey = false } = forgery;
    const signing = new SignJWT(claims(decodeJwt(idToken))).setProtectedHeader({ alg: 'RS256', kid: 'forged' });
    return signing.sign((isOwnKey ? others : published).privateKey);
  }

  /** The way to the issuer, on which its tokens are exchanged and a key for them is published. */
  function wayWithForger(): HttpClient {
    const parts = { clock: systemClock, logger: captureLogger().logger, metrics: createMetrics() };
    const client = createHttpClient({ name: 'way', ...parts, guard: { allowPrivate: ['127.0.0.0/8'] } });
    const key = async () => ({ ...(await exportJWK(published.publicKey)), alg: 'RS256', use: 'sig', kid: 'forged' });
    return {
      ...client,
      async request(request) {
        const answer = await client.request(request);
        const { pathname } = new URL(request.url);
        if (pathname === '/jwks') return { ...answer, body: JSON.stringify({ keys: [await key()] }) };
        if (pathname !== '/token') return answer;
        const tokens = JSON.parse(answer.body) as { id_token: string };
        return { ...answer, body: JSON.stringify({ ...tokens, id_token: await forged(tokens.id_token) }) };
      },
    };
  }

  async function trySignIn(): Promise<Answer> {
    const begun = await identity.call('POST', '/v1/auth/sso/acme/begin', { body: {} });
    const { authorizationUrl, attempt } = begun.body as { authorizationUrl: string; attempt: string };
    const answer = await browse(authorizationUrl, { redirectUri });
    return identity.call('POST', '/v1/auth/sso/acme/finish', { body: { answer, attempt } });
  }

  beforeAll(async () => {
    issuer = await startSsoIssuer({ redirectUri });
    issuer.person = { sub: 'person-1', email: EDITOR.email, email_verified: true };
    published = await generateKeyPair('RS256');
    others = await generateKeyPair('RS256');
  });
  beforeEach(async () => {
    const acme = { name: 'acme', label: 'Acme ID', issuer: issuer.issuer, ...CLIENT };
    identity = await startIdentityApp({ ssoHttp: wayWithForger() }, { OIDC_ISSUERS: JSON.stringify([acme]) });
    await identity.createEditor();
    const { accessToken: token } = await identity.signIn();
    await identity.call('PUT', '/v1/auth/settings', { token, body: { providers: { acme: true } } });
  });
  afterEach(() => identity.app.stop());
  afterAll(async () => {
    await issuer.stop();
    unblock();
  });

  it('is taken where it says what the issuer said, signed with a key that the issuer publishes', async () => {
    forgery = {};

    await expect(trySignIn()).resolves.toMatchObject({ status: 200, body: { user: { email: EDITOR.email } } });
  });

  const hourAgo = Math.floor(systemClock.now().getTime() / 1000) - 3_600;
  it.each<[string, Forgery]>([
    ['is signed with a key that the issuer does not publish', { isOwnKey: true }],
    ['is of another issuer', { claims: (claims) => ({ ...claims, iss: 'https://evil.example' }) }],
    ['is meant for another application', { claims: (claims) => ({ ...claims, aud: 'another-application' }) }],
    [
      'is meant for several, and was issued to another',
      { claims: (claims) => ({ ...claims, aud: [CLIENT.clientId, 'x'], azp: 'x' }) },
    ],
    ['was made for another sign-in', { claims: (claims) => ({ ...claims, nonce: 'of-another' }) }],
    ['was made for no sign-in', { claims: ({ nonce: _nonce, ...claims }) => claims }],
    ['has ended', { claims: (claims) => ({ ...claims, iat: hourAgo - 60, exp: hourAgo }) }],
    ['names nobody', { claims: ({ sub: _sub, ...claims }) => claims }],
  ])('that %s is not taken', async (_what, how) => {
    forgery = how;

    const answer = await trySignIn();

    expect(answer).toMatchObject({ status: 401, body: { code: 'sso_answer_invalid' } });
    expect(identity.log.of('sso_failed')).toHaveLength(1);
  });
});
