import { derivedId, newId, type Clock } from '@psa-bridge/core';
import type { Draft, FieldCipher } from '@psa-bridge/persistence';
import { secretAad, withTokens, type StoredConsent } from '../../client/token-keeper.ts';
import type { ReachedOrganisation, TokenSet, XeroApp } from '../../client/xero-identity.ts';
import type { Collections } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import type { SyncEngine } from '../../domain/engine.ts';
import { connectionDeed } from './connection-events.ts';

export interface KeepConsentDeps extends Pick<Collections, 'consents' | 'connections' | 'engines'> {
  cipher: FieldCipher;
  clock: Clock;
}

export interface NewConsent {
  tenantId: string;
  integrationId: string;
  tokens: TokenSet;
  /** Of a custom connection. */
  app?: XeroApp;
  reached: readonly (Omit<ReachedOrganisation, 'xeroConnectionId'> & { xeroConnectionId?: string })[];
}

/**
 * Stores what lets us in, then the organisations that it reaches. The only one there is, and those that were connected before,
 * are used from now on; of several new ones a person says which are meant.
 */
export function makeKeepConsent({ consents, connections, engines, cipher, clock }: KeepConsentDeps) {
  return async ({ tenantId, integrationId, tokens, app, reached }: NewConsent): Promise<readonly XeroConnection[]> => {
    const at = clock.now();
    const consent = consentOf({ tenantId, tokens, app, at }, cipher);
    await consents.forTenant(tenantId).insert(consent);
    const byId = new Map(
      reached.map((organisation) => [idOf(tenantId, integrationId, organisation.organisationId), organisation]),
    );
    const kept = await connections.forTenant(tenantId).mutateMany([...byId.keys()], (_id, current) => {
      const organisation = byId.get(_id);
      const of = { _id, tenantId, integrationId, consentId: consent._id, isOnlyOne: reached.length === 1, at };
      return organisation && connectionOf(organisation, current, of);
    });
    await engines.forTenant(tenantId).mutateMany([...kept.keys()], (_, engine) => engine && awake(engine));
    return [...kept.values()];
  };
}

interface Reaching {
  _id: string;
  tenantId: string;
  integrationId: string;
  consentId: string;
  isOnlyOne: boolean;
  at: Date;
}

/** The connection of an organisation by a new consent; its rule stays. */
function connectionOf(
  { organisationId, name, xeroConnectionId }: NewConsent['reached'][number],
  current: XeroConnection | undefined,
  { isOnlyOne, at, ...whose }: Reaching,
): Draft<XeroConnection> {
  const isUsed = isOnlyOne || current?.state === 'connected';
  const next = {
    ...{ ...whose, organisation: { id: organisationId, name }, takes: current?.takes ?? [], connectedAt: at },
    state: isUsed ? ('connected' as const) : ('offered' as const),
    ...(xeroConnectionId === undefined ? {} : { xeroConnectionId }),
  };
  const deeds = isUsed ? [connectionDeed(next, 'connected', at)] : [];
  return { ...next, outbox: [...(current?.outbox ?? []), ...deeds] };
}

/** What rested because Xero did not let us in goes on at once. */
function awake({ rest: _rest, ...engine }: SyncEngine): Draft<SyncEngine> {
  return engine;
}

/** Nothing is told yet, so the first look at it clears whatever issue is open about its organisations. */
function consentOf(
  { tenantId, tokens, app, at }: Pick<NewConsent, 'tenantId' | 'tokens'> & { app: XeroApp | undefined; at: Date },
  cipher: FieldCipher,
): Draft<StoredConsent> {
  const bare = { _id: newId(), tenantId, renewedAt: at, told: 'nothing' as const };
  if (app === undefined) return withTokens<Draft<StoredConsent>>({ ...bare, mode: 'code' }, tokens, cipher);
  const { clientId, clientSecret } = app;
  const sealedSecret = cipher.encrypt(clientSecret.reveal(), secretAad(bare, 'secret'));
  return withTokens<Draft<StoredConsent>>({ ...bare, mode: 'custom', app: { clientId, sealedSecret } }, tokens, cipher);
}

/** Whenever an organisation is connected again it is the same connection, so what was sent there before stays known (DUP-3). */
function idOf(tenantId: string, integrationId: string, organisationId: string): string {
  return derivedId('xero-connection', tenantId, integrationId, organisationId);
}
