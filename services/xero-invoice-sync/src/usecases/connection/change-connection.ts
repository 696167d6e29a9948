import { isAppError, notFound, type Caller, type Clock } from '@psa-bridge/core';
import type { FieldCipher } from '@psa-bridge/persistence';
import { Secret } from '@psa-bridge/core';
import { secretAad, type StoredConsent } from '../../client/token-keeper.ts';
import type { XeroApp, XeroIdentity } from '../../client/xero-identity.ts';
import type { Collections } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import type { KeepTokens } from '../../ports.ts';
import { connectionDeed, connectionResult } from './connection-events.ts';

export interface ChangeConnectionDeps extends Pick<Collections, 'consents' | 'connections'> {
  identity: XeroIdentity;
  app: XeroApp | undefined;
  keepTokens: KeepTokens;
  cipher: FieldCipher;
  clock: Clock;
}

/** What becomes of a connection by a person's decision. */
export function makeChangeConnection(deps: ChangeConnectionDeps) {
  const { consents, connections, clock } = deps;

  async function changed(
    id: string,
    { tenantId }: Caller,
    next: (current: XeroConnection) => Partial<XeroConnection> & { verb: 'connected' | 'updated' },
  ): Promise<XeroConnection> {
    const after = await connections.forTenant(tenantId).mutate(id, (current) => {
      if (current === undefined || current.state === 'disconnected') return undefined;
      const { verb, ...members } = next(current);
      return { ...current, ...members, outbox: [...(current.outbox ?? []), connectionDeed(current, verb, clock.now())] };
    });
    if (after === undefined || after.state === 'disconnected') throw connectionUnknown();
    return after;
  }

  /** The consent goes with its last connection, and at Xero too: there it ends all of the person's, so only where none is left. */
  async function letGo(connection: XeroConnection): Promise<void> {
    const { tenantId, consentId, xeroConnectionId, _id } = connection;
    const own = consents.forTenant(tenantId);
    const consent = await own.get(consentId);
    if (consent === undefined) return;
    const isLast =
      (await connections.forTenant(tenantId).count({ consentId, _id: { $ne: _id }, state: { $ne: 'disconnected' } })) === 0;
    if (xeroConnectionId !== undefined) {
      const access = await deps.keepTokens({ tenantId, consentId }).access().catch(goneAlready);
      if (access !== undefined) await deps.identity.removeConnection(access, xeroConnectionId);
      if (access !== undefined && isLast) await revoke((await own.get(consentId)) ?? consent);
    }
    if (isLast) await own.delete(consentId);
  }

  async function revoke(consent: StoredConsent): Promise<void> {
    const { app, cipher, identity } = deps;
    const { sealedRefresh, userId, _id } = consent;
    if (app === undefined || sealedRefresh === undefined) return;
    const ofUser = { userId: userId ?? '', _id: { $ne: _id } };
    const others = await consents.acrossTenants("a person's consents to the installation's one app").count(ofUser);
    if (others === 0) await identity.revoke(app, new Secret(cipher.decrypt(sealedRefresh, secretAad(consent, 'refresh'))));
  }

  return {
    /** Says that an organisation is meant which a consent reaches. @throws AppError `xero_connection_unknown` */
    use: (id: string, caller: Caller) => changed(id, caller, () => ({ state: 'connected', verb: 'connected' })),

    /** Says which invoices go to an organisation (ORG-1). @throws AppError `xero_connection_unknown` */
    route: (id: string, takes: readonly string[], caller: Caller) => changed(id, caller, () => ({ takes, verb: 'updated' })),

    /**
     * Ends a connection, at Xero too; nothing of what was sent changes. Where Xero does not answer it stays.
     *
     * @throws AppError `xero_connection_unknown`; of kind `unavailable`
     */
    async disconnect(id: string, { tenantId }: Caller): Promise<void> {
      const own = connections.forTenant(tenantId);
      const connection = await own.get(id);
      if (connection === undefined || connection.state === 'disconnected') throw connectionUnknown();
      await letGo(connection);
      const at = clock.now();
      await own.mutate(id, (current) => {
        if (current === undefined) return undefined;
        const told = [
          connectionDeed(current, 'disconnected', at),
          connectionResult(current, undefined, { at, isWarning: false }),
        ];
        return { ...current, state: 'disconnected', outbox: [...(current.outbox ?? []), ...told] };
      });
    },
  };
}

function goneAlready(error: unknown): undefined {
  if (!isAppError(error) || error.kind !== 'unauthenticated') throw error;
}

function connectionUnknown() {
  return notFound('xero_connection_unknown', 'There is no such connection to Xero.', { expected: true });
}
