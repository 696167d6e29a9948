import { newId, Secret, unauthenticated, unavailable, type Clock } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import { fieldAad, type Collection, type FieldCipher, type Leases, type Stored } from '@psa-bridge/persistence';
import { z } from 'zod';
import { errorOf, jsonOf } from './answers.ts';

/** The access token of a connection, encrypted; `_id` is the connection's. */
export interface KeptToken extends Stored {
  sealedAccess: string;
  expiresAt: Date;
}

/** A custom connection of one organisation: no refresh token, a new token each time (xero.md 2.2). */
export interface XeroApp {
  connectionId: string;
  tenantId: string;
  clientId: string;
  clientSecret: Secret;
}

export interface TokenKeeperOptions {
  app: XeroApp;
  tokens: Collection<KeptToken>;
  leases: Leases;
  cipher: FieldCipher;
  http: Pick<HttpClient, 'request'>;
  tokenUrl: string;
  clock: Clock;
}

export interface TokenKeeper {
  /** One that still lives for a while. */
  access(): Promise<Secret>;
  /** Another one than that which was refused. */
  after(refused: Secret): Promise<Secret>;
}

const SCOPES = 'accounting.invoices accounting.contacts accounting.settings';
/** A token is replaced before it ends, so that no call outlives it (CNX-2). */
const EARLY_MS = 3 * 60_000;
const LEASE_MS = 30_000;
const LOOK_AGAIN_MS = 200;

const Grant = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** The token of one connection for all replicas: one of them asks Xero, under a lease, and the others take what it stored. */
export function createTokenKeeper({ app, tokens, leases, cipher, http, tokenUrl, clock }: TokenKeeperOptions): TokenKeeper {
  const { connectionId, tenantId, clientId, clientSecret } = app;
  const own = tokens.forTenant(tenantId);
  const aad = fieldAad(tenantId, `${connectionId}.access`);
  const leaseName = `xero-token:${connectionId}`;

  async function kept(): Promise<Secret | undefined> {
    const stored = await own.get(connectionId);
    const isFresh = stored !== undefined && stored.expiresAt.getTime() - clock.now().getTime() > EARLY_MS;
    return isFresh ? new Secret(cipher.decrypt(stored.sealedAccess, aad)) : undefined;
  }

  async function renewed(isGood: (token: Secret) => boolean): Promise<Secret> {
    const owner = newId();
    const giveUpAt = clock.now().getTime() + LEASE_MS;
    while ((await leases.acquire(leaseName, owner, LEASE_MS)) === undefined) {
      if (clock.now().getTime() > giveUpAt) throw unavailable('xero_token_busy', 'Error connecting to Xero');
      await clock.sleep(LOOK_AGAIN_MS);
    }
    try {
      const found = await kept();
      return found && isGood(found) ? found : await fetched();
    } finally {
      await leases.release(leaseName, owner);
    }
  }

  /** Stored before it is used. */
  async function fetched(): Promise<Secret> {
    const pair = Buffer.from(`${clientId}:${clientSecret.reveal()}`).toString('base64');
    const answer = await http.request({
      ...{ method: 'POST', url: tokenUrl, group: `${connectionId}:token` },
      headers: { authorization: `Basic ${pair}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: SCOPES }).toString(),
    });
    const { status, body } = answer;
    if (status === 400 || status === 401)
      throw unauthenticated(
        'xero_credentials',
        'Xero refuses the client id or its secret. Enter both anew under Xero > Connection.',
      );
    const grant = Grant.safeParse(jsonOf(body));
    if (status !== 200 || !grant.success) throw errorOf(answer, clock.now());
    const { access_token: access, expires_in: seconds } = grant.data;
    const expiresAt = new Date(clock.now().getTime() + seconds * 1000);
    await own.put({ _id: connectionId, tenantId, sealedAccess: cipher.encrypt(access, aad), expiresAt });
    return new Secret(access);
  }

  return {
    access: async () => (await kept()) ?? renewed(() => true),
    after: (refused) => renewed((token) => token.reveal() !== refused.reveal()),
  };
}
