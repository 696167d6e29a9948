import { isAppError, newId, Secret, unauthenticated, unavailable, type AppError, type Clock } from '@psa-bridge/core';
import {
  fieldAad,
  whileRenewing,
  type Collection,
  type Draft,
  type FieldCipher,
  type Leases,
  type Stored,
} from '@psa-bridge/persistence';
import type { Consent, Standing } from '../domain/connection/standing.ts';
import type { TokenSet, XeroApp, XeroIdentity } from './xero-identity.ts';

/** A consent, or the app of a custom connection, with what it gave us. What is sealed is encrypted, see `secretAad`. */
export interface StoredConsent extends Stored, Consent {
  /** Of a custom connection; a person's consent is given to the installation's own app. */
  app?: { clientId: string; sealedSecret: string };
  sealedRefresh?: string;
  access?: { sealed: string; endsAt: Date };
  /** Whose consent it is, at Xero. */
  userId?: string;
  /** What was last told of its connections. */
  told: 'nothing' | Standing['kind'];
}

export interface TokenKeeperDeps {
  consents: Collection<StoredConsent>;
  identity: XeroIdentity;
  /** The installation's app; without one only custom connections are possible. */
  app: XeroApp | undefined;
  leases: Leases;
  cipher: FieldCipher;
  clock: Clock;
}

/** The tokens of one consent for all replicas: one of them asks Xero, under a lease, and the others take what it stored. */
export interface TokenKeeper {
  /** One that still lives for a while. */
  access(): Promise<Secret>;
  /** Another one than that which was refused. */
  after(refused: Secret): Promise<Secret>;
  /** A new one, so that the consent lives on. */
  renew(): Promise<Secret>;
}

/** A token is replaced before it ends, so that no call outlives it (CNX-2). */
const EARLY_MS = 3 * 60_000;
const LEASE_MS = 30_000;
const LOOK_AGAIN_MS = 200;

/** What a sealed member of a consent is bound to. */
export function secretAad({ tenantId, _id }: Pick<Stored, '_id' | 'tenantId'>, member: 'secret' | 'refresh' | 'access'): string {
  return fieldAad(tenantId, `xero.${_id}.${member}`);
}

/** What a token set adds to a consent: stored before it is used, for the refresh token before it is used up. */
export function withTokens<Doc extends Draft<StoredConsent>>(consent: Doc, set: TokenSet, cipher: FieldCipher): Doc {
  const { access, refresh, endsAt, userId } = set;
  const { renewingSince: _done, endedAt: _mended, ...rest } = consent;
  return {
    ...(rest as Doc),
    access: { sealed: cipher.encrypt(access.reveal(), secretAad(consent, 'access')), endsAt },
    ...(refresh ? { sealedRefresh: cipher.encrypt(refresh.reveal(), secretAad(consent, 'refresh')) } : {}),
    ...(userId ? { userId } : {}),
  };
}

export function createTokenKeeper(
  deps: TokenKeeperDeps,
  { tenantId, consentId }: { tenantId: string; consentId: string },
): TokenKeeper {
  const { consents, identity, leases, cipher, clock } = deps;
  const own = consents.forTenant(tenantId);
  const leaseName = `xero-token:${consentId}`;

  async function read(): Promise<StoredConsent> {
    const consent = await own.get(consentId);
    if (consent === undefined || consent.endedAt !== undefined) throw reconnect();
    return consent;
  }

  function kept(consent: StoredConsent): Secret | undefined {
    const { access } = consent;
    const isFresh = access !== undefined && access.endsAt.getTime() - clock.now().getTime() > EARLY_MS;
    return isFresh ? new Secret(cipher.decrypt(access.sealed, secretAad(consent, 'access'))) : undefined;
  }

  async function replaced(isGood: (token: Secret, consent: StoredConsent) => boolean): Promise<Secret> {
    const owner = newId();
    const giveUpAt = clock.now().getTime() + LEASE_MS;
    while ((await leases.acquire(leaseName, owner, LEASE_MS)) === undefined) {
      if (clock.now().getTime() > giveUpAt) throw unavailable('xero_token_busy', 'Error connecting to Xero');
      await clock.sleep(LOOK_AGAIN_MS);
    }
    try {
      return await whileRenewing({ leases, name: leaseName, owner, ttlMs: LEASE_MS, clock }, async () => {
        const consent = await read();
        const found = kept(consent);
        return found && isGood(found, consent) ? found : await fetched(consent);
      });
    } finally {
      await leases.release(leaseName, owner);
    }
  }

  async function fetched(consent: StoredConsent): Promise<Secret> {
    // Xero counts from when it gives the token out: at the earliest now.
    const renewedAt = clock.now();
    const set = await askedFor(consent).catch(async (error: unknown) => {
      throw isOver(error, consent) ? await ended() : error;
    });
    await own.mutate(consentId, (current) => current && { ...withTokens(current, set, cipher), renewedAt });
    return set.access;
  }

  async function askedFor(consent: StoredConsent): Promise<TokenSet> {
    const { app, sealedRefresh } = consent;
    if (app !== undefined) {
      const clientSecret = new Secret(cipher.decrypt(app.sealedSecret, secretAad(consent, 'secret')));
      return identity.forApp({ clientId: app.clientId, clientSecret });
    }
    if (deps.app === undefined || sealedRefresh === undefined) throw reconnect();
    // Noted first: where the answer is lost the token before it is good for half an hour only, so it must be soon.
    await own.mutate(consentId, (current) => current && { ...current, renewingSince: current.renewingSince ?? clock.now() });
    return identity.renew(deps.app, new Secret(cipher.decrypt(sealedRefresh, secretAad(consent, 'refresh'))));
  }

  async function ended(): Promise<AppError> {
    await own.mutate(consentId, (current) => {
      if (current === undefined) return undefined;
      const { renewingSince: _in, access: _gone, ...rest } = current;
      return { ...rest, endedAt: clock.now() };
    });
    return reconnect();
  }

  return {
    access: async () => kept(await read()) ?? replaced(() => true),
    after: (refused) => replaced((token) => token.reveal() !== refused.reveal()),
    async renew() {
      const before = (await read()).renewedAt;
      return replaced((_, { renewedAt }) => renewedAt > before);
    },
  };
}

/** Of a custom connection its app is all there is; the installation's own app is for its operator to mend. */
function isOver(error: unknown, { mode }: Consent): boolean {
  if (!isAppError(error)) return false;
  return error.code === 'xero_consent_ended' || (mode === 'custom' && error.code === 'xero_credentials');
}

function reconnect(): AppError {
  const message = 'The connection to Xero has ended. Connect the organisation again under Xero > Connection.';
  return unauthenticated('xero_reconnect', message);
}
