import { isAppError, type Clock } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import type { Draft } from '@psa-bridge/persistence';
import type { StoredConsent } from '../../client/token-keeper.ts';
import type { Collections } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import { problemOf } from '../../domain/connection/connection-problems.ts';
import { isRenewalDue, standingOf, type Standing } from '../../domain/connection/standing.ts';
import type { KeepTokens } from '../../ports.ts';
import { connectionResult } from './connection-events.ts';

export interface WatchConsentsDeps extends Pick<Collections, 'consents' | 'connections'> {
  keepTokens: KeepTokens;
  clock: Clock;
  logger: Logger;
}

const PAGE = 100;
/** So long may finishing a connection take, before a consent that leads nowhere goes. */
const UNUSED_MS = 60 * 60_000;

/** Keeps every consent alive, and tells what stands badly while there is time. Safe to run anywhere, and twice. */
export function makeWatchConsents({ consents, connections, keepTokens, clock, logger }: WatchConsentsDeps) {
  return async (signal: AbortSignal): Promise<void> => {
    const all = consents.acrossTenants('consents of every tenant are kept alive');
    for await (const page of all.pages({}, { sort: { _id: 1 }, pageSize: PAGE })) {
      for (const consent of page) if (!signal.aborted) await watch(consent);
    }
  };

  async function watch(consent: StoredConsent): Promise<void> {
    const { tenantId, _id: consentId } = consent;
    const reached = await connections.forTenant(tenantId).find({ consentId, state: { $ne: 'disconnected' } });
    const [first] = reached;
    const own = consents.forTenant(tenantId);
    if (first === undefined) {
      if (clock.now().getTime() - consent.renewedAt.getTime() > UNUSED_MS) await own.delete(consentId);
      return;
    }
    if (isRenewalDue(consent, clock.now())) await renew(consent);
    const used = reached.filter(({ state }) => state === 'connected');
    await own.mutate(consentId, (current) => current && afterLook(current, used, clock.now()));
  }

  async function renew({ tenantId, _id: consentId }: StoredConsent): Promise<void> {
    await keepTokens({ tenantId, consentId })
      .renew()
      .catch((error: unknown) => {
        if (!isAppError(error)) throw error;
        logger.warn({ tenantId, consentId, code: error.code, error }, 'xero_consent_not_renewed');
      });
  }
}

/** The consent with what its connections are told, or undefined where that is no news. */
function afterLook(consent: StoredConsent, used: readonly XeroConnection[], at: Date): Draft<StoredConsent> | undefined {
  const standing = standingOf(consent, at);
  if (standing.kind === consent.told || used.length === 0) return undefined;
  const results = used.map((connection) => resultOf(connection, standing, at));
  return { ...consent, told: standing.kind, outbox: [...(consent.outbox ?? []), ...results] };
}

function resultOf(connection: XeroConnection, standing: Standing, at: Date) {
  const problem = problemOf(standing, connection.organisation.name);
  return connectionResult(connection, problem, { at, isWarning: standing.kind === 'lapsing' });
}
