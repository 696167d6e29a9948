import { systemClock } from '@psa-bridge/core';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPair, exportJWK } from 'jose';
import { Provider, type AdapterFactory, type AdapterPayload, type Configuration } from 'oidc-provider';

/** Who signs in at the issuer, and what it then says of that person. */
export interface Person {
  sub: string;
  [claim: string]: unknown;
}

export interface SsoIssuer {
  /** Where it listens. */
  origin: string;
  issuer: string;
  /** Who is sitting at the browser. */
  person: Person;
  /** Whether the person agrees; else the issuer sends the browser back with `access_denied`. */
  agrees: boolean;
  /** Whether it hangs up on everybody; its port stays its own meanwhile. */
  isDown: boolean;
  stop(): Promise<void>;
}

export interface SsoIssuerOptions {
  redirectUri: string;
  /** What it calls itself; where it listens without. */
  issuer?: string;
  /** Whether the address stands in the ID token, or only in the user info. */
  isEmailInIdToken?: boolean;
}

export const CLIENT = { clientId: 'psa-bridge-test', clientSecret: 'a demo client secret, no secret at all' };
const CLAIMS = ['email', 'email_verified', 'tid', 'xms_edov'];

/** A real OpenID provider on this machine. Nobody has to click: whoever comes is signed in as `person`. */
export async function startSsoIssuer(options: SsoIssuerOptions): Promise<SsoIssuer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const running: SsoIssuer = {
    ...{ origin, issuer: options.issuer ?? origin, person: { sub: 'nobody' }, agrees: true, isDown: false },
    stop: () => stopped(server),
  };
  const provider = new Provider(running.issuer, await configurationOf(options, running));
  // Behind a proxy it calls itself what the proxy is called.
  provider.proxy = options.issuer !== undefined;
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (running.isDown) return void request.socket.destroy();
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response);
    const { person, agrees } = running;
    const denied = { error: 'access_denied', error_description: 'the person said no' };
    const result = agrees ? { login: { accountId: person.sub }, consent: {} } : denied;
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
  return running;
}

async function configurationOf(options: SsoIssuerOptions, running: SsoIssuer): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' }] as never },
    adapter: createShelves(),
    cookies: { keys: ['test'] },
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [options.redirectUri] }],
    claims: { openid: ['sub'], email: CLAIMS },
    conformIdTokenClaims: options.isEmailInIdToken === false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    findAccount: (_context, accountId) => ({ accountId, claims: () => Promise.resolve({ ...running.person }) }),
    loadExistingGrant: (context) => grantFor(context),
    ttl: { AccessToken: 600, AuthorizationCode: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  };
}

/** What the issuer remembers, by kind. */
function createShelves(): AdapterFactory {
  const kept = new Map<string, AdapterPayload>();
  return (kind) => {
    const key = (id: string): string => `${kind}:${id}`;
    const find = async (id: string) => kept.get(key(id));
    return {
      find,
      findByUid: async (uid) => [...kept.values()].find((payload) => payload.uid === uid),
      findByUserCode: async () => undefined,
      upsert: async (id, payload) => void kept.set(key(id), payload),
      consume: async (id) =>
        void kept.set(key(id), { ...kept.get(key(id)), consumed: Math.floor(systemClock.now().getTime() / 1000) }),
      destroy: async (id) => void kept.delete(key(id)),
      revokeByGrantId: async () => undefined,
    };
  };
}

/** Everything that was asked for is granted at once. */
const grantFor: NonNullable<Configuration['loadExistingGrant']> = async ({ oidc }) => {
  const grant = new oidc.provider.Grant({
    ...(oidc.client ? { clientId: oidc.client.clientId } : {}),
    ...(oidc.session?.accountId === undefined ? {} : { accountId: oidc.session.accountId }),
  });
  grant.addOIDCScope('openid email profile');
  await grant.save();
  return grant;
};

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

export interface BrowserOptions {
  /** The address that ends the journey: the page of the front end. */
  redirectUri: string;
  /** Where a public address is on this machine. */
  resolve?: (url: URL) => { url: URL; headers: Readonly<Record<string, string>> };
}

/** Follows the redirects as a browser with cookies does, and answers the query with which it arrives at the front end. */
export async function browse(from: string, { redirectUri, resolve = direct }: BrowserOptions): Promise<string> {
  const cookies = new Map<string, string>();
  let url = new URL(from);
  for (let hops = 0; hops < 10; hops += 1) {
    if (url.href.startsWith(redirectUri)) return url.search;
    const place = resolve(url);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(place.url, { redirect: 'manual', headers: { ...place.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${url.href} answered ${response.status}: ${await response.text()}`);
    url = new URL(location, url);
  }
  throw new Error(`The browser did not arrive; it is at ${url.href}`);
}

function direct(url: URL) {
  return { url, headers: {} };
}
