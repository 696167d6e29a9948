import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { createHttpClient, type HttpClient } from '@psa-bridge/http-client';
import { createMetrics } from '@psa-bridge/observability';
import { blockOutboundNetwork, captureLogger } from '@psa-bridge/testing';
import { EDITOR, startIdentityApp, variables, type Answer } from '../identity-app.ts';
import { browse, CLIENT, startSsoIssuer, type SsoIssuer } from '../sso-issuer.ts';

const redirectUri = `${variables.PUBLIC_URL}/sign-in/callback`;
const DIRECTORY = '6babcaad-604b-40ac-a9d7-9fd97c0b779f';
const MICROSOFT = 'https://login.microsoftonline.com';
const unblock = blockOutboundNetwork();
const stops: (() => Promise<void>)[] = [];

/** Where the public address of a provider is on this machine. Its path in front of the well-known one is the provider's own. */
function onThisMachine(issuer: SsoIssuer, url: URL) {
  const path = url.pathname.replace(/^\/[^/]+\/v2\.0(?=\/\.well-known\/)/, '');
  return {
    url: new URL(`${path}${url.search}`, issuer.origin),
    headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': url.host },
  };
}

/** The internet as the service sees it: every provider's name leads to this machine. */
function internet(issuer: SsoIssuer, change: (body: string) => string): HttpClient {
  const parts = { clock: systemClock, logger: captureLogger().logger, metrics: createMetrics() };
  const client = createHttpClient({ name: 'internet', ...parts, guard: { allowPrivate: ['127.0.0.0/8'] } });
  return {
    ...client,
    async request(request) {
      const { url, headers } = onThisMachine(issuer, new URL(request.url));
      const answer = await client.request({ ...request, url: url.href, headers: { ...request.headers, ...headers } });
      return url.pathname.includes('/.well-known/') ? { ...answer, body: change(answer.body) } : answer;
    },
  };
}

/** Microsoft does not name itself in answers. */
function asMicrosoft(body: string): Record<string, unknown> {
  const { authorization_response_iss_parameter_supported: _told, ...described } = JSON.parse(body) as Record<string, unknown>;
  return described;
}

/** As Microsoft describes the address for many directories: with a gap for the directory. */
function forManyDirectories(body: string): string {
  return JSON.stringify({ ...asMicrosoft(body), issuer: `${MICROSOFT}/{tenantid}/v2.0` });
}

interface World {
  provider: 'google' | 'microsoft';
  issuer: string;
  env: Readonly<Record<string, string>>;
  change?: (body: string) => string;
}

/** Signs a person in by a provider that the configuration names, over all its real parts. */
async function signIn({ provider, env, change = (body) => body, ...world }: World, person: SsoIssuer['person']): Promise<Answer> {
  const issuer = await startSsoIssuer({ redirectUri, issuer: world.issuer });
  const identity = await startIdentityApp({ ssoHttp: internet(issuer, change) }, env);
  stops.push(
    () => identity.app.stop(),
    () => issuer.stop(),
  );
  await identity.createEditor();
  issuer.person = person;
  const begun = await identity.call('POST', `/v1/auth/sso/${provider}/begin`, { body: {} });
  const { authorizationUrl, attempt } = begun.body as { authorizationUrl: string; attempt: string };
  const query = new URLSearchParams(
    await browse(authorizationUrl, { redirectUri, resolve: (url) => onThisMachine(issuer, url) }),
  );
  if (provider === 'microsoft') query.delete('iss');
  return identity.call('POST', `/v1/auth/sso/${provider}/finish`, { body: { answer: query.toString(), attempt } });
}

describe('Google and Microsoft', () => {
  const email = EDITOR.email;
  const google: World = {
    ...{ provider: 'google', issuer: 'https://accounts.google.com' },
    env: { GOOGLE_CLIENT_ID: CLIENT.clientId, GOOGLE_CLIENT_SECRET: CLIENT.clientSecret },
  };
  const microsoft: World = {
    ...{ provider: 'microsoft', issuer: `${MICROSOFT}/${DIRECTORY}/v2.0`, change: forManyDirectories },
    env: { MICROSOFT_CLIENT_ID: CLIENT.clientId, MICROSOFT_CLIENT_SECRET: CLIENT.clientSecret },
  };
  const oneDirectory: World = {
    ...{ provider: 'microsoft', issuer: microsoft.issuer, change: (body) => JSON.stringify(asMicrosoft(body)) },
    env: { ...microsoft.env, MICROSOFT_DIRECTORY: DIRECTORY },
  };

  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });
  afterAll(() => unblock());

  it('ID-25: Google signs in whose address it has verified, for every tenant that did not switch it off', async () => {
    const answer = await signIn(google, { sub: 'g-1', email, email_verified: true });

    expect(answer).toMatchObject({ status: 200, body: { user: { email } } });
  });

  it('ID-21: an address that Google has not verified finds nobody', async () => {
    const answer = await signIn(google, { sub: 'g-1', email, email_verified: false });

    expect(answer).toMatchObject({ status: 403, body: { code: 'EMAIL_NOT_CONFIRMED' } });
  });

  it('ID-25: Microsoft signs in people of any directory whose domain it knows to be the directory’s own', async () => {
    const answer = await signIn(microsoft, { sub: 'm-1', tid: DIRECTORY, email, xms_edov: true });

    expect(answer).toMatchObject({ status: 200, body: { user: { email } } });
  });

  it('an address that the admin of any directory at Microsoft could have entered finds nobody', async () => {
    const answer = await signIn(microsoft, { sub: 'm-1', tid: DIRECTORY, email, email_verified: true });

    expect(answer).toMatchObject({ status: 403, body: { code: 'EMAIL_NOT_CONFIRMED' } });
  });

  it('a token of one directory that claims to be of another is not taken', async () => {
    const answer = await signIn(microsoft, { sub: 'm-1', tid: 'another-directory', email, xms_edov: true });

    expect(answer).toMatchObject({ status: 401, body: { code: 'sso_answer_invalid' } });
  });

  it('ID-25: of the one directory that the operator named, addresses are taken at its word', async () => {
    const answer = await signIn(oneDirectory, { sub: 'm-1', tid: DIRECTORY, email });

    expect(answer).toMatchObject({ status: 200, body: { user: { email } } });
  });
});
