import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createMetrics } from '@psa-bridge/observability';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { paperConnector } from '../../test/paper-connector.ts';
import { newCipher } from '../contract-suite/connector-harness.ts';
import { quiet } from '../contract-suite/quiet.ts';
import { createIntegrationStore } from '../integrations/integration-store.ts';
import type { AnyDefinition } from '../sessions.ts';
import { createSyncRunStore } from '../sync/index.ts';
import { createWorkTable } from '../work/table.ts';
import { createFreshnessWatch } from './freshness-watch.ts';

const MINUTE_MS = 60_000;

async function watched() {
  const clock = createManualClock();
  const store = createMemoryStore({ clock });
  const definition = paperConnector() as unknown as AnyDefinition;
  const of = { store, provider: 'paper', clock };
  const integrations = createIntegrationStore({ ...of, source: 'paper-connector', cipher: newCipher() });
  const made = await integrations.create({ tenantId: 't', name: 'Demo', settings: {} });
  const connected = { state: 'connected', isConfirmed: true } as const;
  const integration = await integrations.change('t', made._id, (current) => ({ ...current, ...connected }));
  const table = createWorkTable(of);
  const metrics = createMetrics({ processMetrics: false });
  let readings = 0;
  const watch = createFreshnessWatch({
    ...{ definition, store, integrations, clock, logger: quiet, metrics },
    runs: createSyncRunStore({ ...of, definition, source: 'paper-connector' }),
    table: { lacking: (...whose) => ((readings += 1), table.lacking(...whose)) },
  });
  const age = async (): Promise<number> => {
    const line = /psa_bridge_freshness_age_seconds\{[^}]*type="opportunity"[^}]*\} (\S+)/.exec(await metrics.expose());
    return Number(line?.[1]);
  };
  return { clock, table, watch, integration, age, readings: () => readings };
}

describe('the watch of freshness', () => {
  it('tells each half minute how old an agreement is, and reads what waits no more than every five minutes', async () => {
    const { clock, table, watch, integration, age, readings } = await watched();
    const of = { tenantId: 't', integrationId: integration._id, lane: 0, revision: 1 };
    await table.upsert({ ...of, op: 'push', entityType: 'opportunity', entityId: 'record-1' });
    watch.start();

    for (let half = 0; half < 20; half += 1) {
      await clock.advance(MINUTE_MS / 2);
      expect(await age()).toBe((half + 1) * 30);
    }
    await watch.stop();

    expect(readings()).toBe(3);
  });
});
