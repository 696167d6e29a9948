import type { Metrics } from '@psa-bridge/observability';
import { createPeriodicTask, type PeriodicTask } from '@psa-bridge/service-host';
import type { Deps } from './ports.ts';

const EVERY_MS = 5 * 60_000;

/** Tells when the next API key expires: whoever uses it stands still then. Each replica reports the same: take the minimum. */
export function createExpiryGauge(deps: Pick<Deps, 'apiKeys' | 'clock' | 'logger'> & { metrics: Metrics }): PeriodicTask {
  const { apiKeys, clock, logger, metrics } = deps;
  const everywhere = apiKeys.acrossTenants('The gauge is about the whole installation.');

  async function measure(): Promise<void> {
    const good = { revokedAt: { $exists: false }, expiresAt: { $gt: clock.now() } };
    const [next] = await everywhere.find(good, { sort: { expiresAt: 1 }, limit: 1 });
    const value = (next?.expiresAt?.getTime() ?? Infinity) / 1_000;
    metrics.gauge('psa_bridge_credential_expires_at_seconds', value, { kind: 'api_key' });
  }

  return createPeriodicTask({ name: 'expiry-gauge', everyMs: EVERY_MS, run: measure, clock, logger });
}
