import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenVerifier, FORBIDDEN_MESSAGE, permissionCheck, UNLINKED_MESSAGE, type TokenVerifierOptions } from './auth.ts';

const clock = createManualClock('2026-01-05T08:00:00Z');
const SHARED = { issuer: 'identity', audience: 'psa-bridge', clock };
let key: CryptoKey;
let jwk: JWK;

interface TokenParts {
  claims?: Record<string, unknown>;
  subject?: string;
  expires?: string;
  key?: CryptoKey | Uint8Array;
  alg?: string;
}

async function token(parts: TokenParts = {}): Promise<string> {
  const made = new SignJWT({ tenant: 't1', ...parts.claims })
    .setProtectedHeader({ alg: parts.alg ?? 'EdDSA', kid: 'k1' })
    .setIssuer('identity')
    .setAudience('psa-bridge')
    .setExpirationTime(new Date(parts.expires ?? '2026-01-05T08:05:00Z'));
  if (parts.subject !== '') made.setSubject(parts.subject ?? 'u1');
  return `Bearer ${await made.sign(parts.key ?? key)}`;
}

function verifier(options: Partial<TokenVerifierOptions> = {}): ReturnType<typeof createTokenVerifier> {
  return createTokenVerifier({ ...SHARED, keySet: { keys: [jwk] }, ...options });
}

beforeAll(async () => {
  const pair = await generateKeyPair('EdDSA');
  key = pair.privateKey;
  jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'EdDSA' };
});

describe('a token', () => {
  it('says who calls, and nothing that this version does not know', async () => {
    const claims = { admin: 'yes', permissions: ['Quote editor', 'Unheard of', 7] };

    const caller = await verifier()(await token({ claims }));

    expect(caller).toEqual({ tenantId: 't1', subject: 'u1', isAdmin: false, permissions: ['Quote editor'] });
  });

  it.each<[string, TokenParts]>([
    ['has no tenant', { claims: { tenant: undefined } }],
    ['has an empty tenant', { claims: { tenant: '' } }],
    ['has a tenant that is no text', { claims: { tenant: { $ne: null } } }],
    ['has no subject', { subject: '' }],
    ['is signed by a shared secret', { alg: 'HS256', key: new TextEncoder().encode('x'.repeat(32)) }],
  ])('that %s is not valid', async (_name, parts) => {
    await expect(verifier()(await token(parts))).rejects.toMatchObject({ code: 'token_invalid', kind: 'unauthenticated' });
  });

  it.each([undefined, '', 'Basic abc', 'Bearer', 'Bearer a b'])('is missing in %s', async (authorization) => {
    await expect(verifier()(authorization)).rejects.toMatchObject({ code: 'token_missing' });
  });

  it.each(['Bearer abc', 'Bearer a.b.c', `Bearer ${'x'.repeat(10_000)}`])('is not valid in %.20s', async (authorization) => {
    await expect(verifier()(authorization)).rejects.toMatchObject({ code: 'token_invalid' });
  });

  it('that has expired says so, also when it was remembered', async () => {
    const later = createManualClock('2026-01-05T08:00:00Z');
    const verify = verifier({ clock: later });
    const shortLived = await token({ expires: '2026-01-05T08:01:00Z' });
    await verify(shortLived);

    await later.advance(60_000);

    await expect(verify(shortLived)).rejects.toMatchObject({ code: 'token_expired' });
  });
});

describe('the keys', () => {
  let server: Server;
  let isDown = false;
  let url: string;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      if (isDown) response.writeHead(503).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it('come from a URL', async () => {
    const verify = createTokenVerifier({ ...SHARED, jwksUrl: url });

    await expect(verify(await token())).resolves.toMatchObject({ tenantId: 't1' });
  });

  it('that cannot be had make no caller and no intruder: it is said that it does not work now', async () => {
    isDown = true;
    const verify = createTokenVerifier({ ...SHARED, jwksUrl: url });

    await expect(verify(await token())).rejects.toMatchObject({ code: 'keys_unavailable', kind: 'unavailable' });
  });

  it('may be asked for at each token', async () => {
    const verify = verifier({ keySet: async () => ({ keys: [jwk] }) });

    await expect(verify(await token())).resolves.toMatchObject({ subject: 'u1' });
  });
});

describe('permissions', () => {
  const caller = { tenantId: 't', subject: 's', isAdmin: false, permissions: ['Quote editor'] as const };

  it('ID-12: any one of those that a route names is enough; without one it is refused to the letter', () => {
    expect(() => permissionCheck(['Product editor', 'Quote editor'])(caller)).not.toThrow();
    expect(() => permissionCheck('signed-in')(caller)).not.toThrow();
    for (const needed of ['Product editor', 'admin', ['Product editor', 'Issue manager'], []] as const) {
      expect(() => permissionCheck(needed)(caller)).toThrow(FORBIDDEN_MESSAGE);
    }
    expect(FORBIDDEN_MESSAGE).toBe("You don't have permission to access this resource");
  });

  it('ID-03: whoever has no verified company is refused everything but the own account, to the letter', async () => {
    const unlinked = await verifier()(await token({ claims: { unlinked: true, permissions: ['Quote editor'] } }));

    for (const needed of ['signed-in', 'admin', 'Quote editor'] as const) {
      expect(() => permissionCheck(needed)(unlinked)).toThrow(UNLINKED_MESSAGE);
    }
    expect(() => permissionCheck('own-account')(unlinked)).not.toThrow();
    expect(UNLINKED_MESSAGE).toBe('You are not linked to a company or the link is not verified.');
  });

  it('ID-03, ID-06: an admin needs no company', async () => {
    const admin = await verifier()(await token({ claims: { unlinked: true, admin: true } }));

    expect(() => permissionCheck('Quote editor')(admin)).not.toThrow();
  });

  it('ID-06: an admin needs none', () => {
    for (const needed of ['Product editor', 'admin', []] as const) {
      expect(() => permissionCheck(needed)({ ...caller, isAdmin: true, permissions: [] })).not.toThrow();
    }
  });
});
