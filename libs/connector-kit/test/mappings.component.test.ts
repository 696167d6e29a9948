import { beforeEach, describe, expect, it } from '@jest/globals';
import { decodePayload, events, Outcome, type OutboxEvent } from '@psa-bridge/contracts';
import { createManualClock, newId, type ManualClock } from '@psa-bridge/core';
import { createFieldCipher, type DocumentStore } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { captureLogger } from '@psa-bridge/testing';
import { createRecordStore, type RecordStore, type TenantRecords } from '@psa-bridge/records';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createIntegrationStore, type IntegrationStore } from '../src/integrations/integration-store.ts';
import type { Integration } from '../src/integrations/integration.ts';
import { defineSettingsPage } from '../src/index.ts';
import { createMappingWatch, type MappingWatch } from '../src/mappings/index.ts';
import { createSyncRunStore } from '../src/sync/index.ts';
import { paperConnector } from './paper-connector.ts';

const TENANT = 'tenant-under-test';
const definition = {
  ...paperConnector(),
  settings: z.object({ stage: z.string().optional() }),
  pages: [
    defineSettingsPage({
      name: 'deals',
      title: 'Deals',
      settings: z.strictObject({ stage: z.string().optional() }),
      references: ({ stage }) =>
        stage === undefined ? [] : [{ path: ['stage'], target: { psa: 'pipeline_stage', key: stage } }],
    }),
  ],
} as unknown as Parameters<typeof createMappingWatch>[0]['definition'];

describe('the watch over mappings', () => {
  let clock: ManualClock;
  let store: DocumentStore;
  let records: RecordStore;
  let integrations: IntegrationStore;
  let integration: Integration;
  let collection: MappingWatch['collection'];

  beforeEach(async () => {
    clock = createManualClock();
    store = createMemoryStore({ clock });
    records = createRecordStore({ store, clock, source: 'test' });
    const cipher = createFieldCipher({ keys: `k1:${randomBytes(32).toString('base64')}`, activeKeyId: 'k1' });
    integrations = createIntegrationStore({ store, provider: 'paper', source: 'test', cipher, clock });
    integration = await integrations.create({ tenantId: TENANT, name: 'Paper', settings: { stage: '1' } });
    collection = watch().collection;
  });

  /** A replica's watch; `seen` is how it sees the records. */
  function watch(seen: RecordStore = records) {
    const runs = createSyncRunStore({ store, definition, source: 'test', clock });
    const { logger } = captureLogger();
    return createMappingWatch({
      ...{ definition, store, integrations, runs, clock, logger, pollMs: 1_000 },
      resultSource: { provider: 'paper', source: 'test' },
      records: seen,
    });
  }
  const stageIs = (isActive: boolean) =>
    records.forTenant(TENANT).applyIncoming('field_value', integration._id, [
      {
        externalId: 'pipeline_stage:1',
        data: { kind: 'pipeline_stage', key: '1', label: 'Offer', isActive, integrationId: integration._id },
        seenAt: clock.now(),
      },
    ]);
  async function told(): Promise<string[]> {
    const state = await collection.forTenant(TENANT).get(integration._id);
    return (state?.outbox ?? []).map((event: OutboxEvent) => {
      const { entityId, outcome } = decodePayload(events.syncResult, event.payload);
      return `${entityId} ${outcome === Outcome.SUCCEEDED ? 'cleared' : 'warned'}`;
    });
  }

  it('warns and clears exactly once, whichever replicas look, one after another or at the same time', async () => {
    await stageIs(false);
    await Promise.all([watch().check(integration), watch().check(integration), watch().check(integration)]);
    await watch().check(integration);
    await clock.advance(1_000);
    await stageIs(true);
    await Promise.all([watch().check(integration), watch().check(integration)]);
    await watch().check(integration);

    expect(await told()).toEqual(['deals:stage warned', 'deals:stage cleared']);
  });

  it('believes no look that another replica’s came between: it looks again', async () => {
    await stageIs(false);
    const hasRead = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const slow = watch({ forTenant: (tenantId) => held(records.forTenant(tenantId), hasRead, goOn.promise) });

    const late = slow.check(integration);
    await hasRead.promise;
    await stageIs(true);
    await watch().check(integration);
    goOn.resolve();
    await late;

    expect(await told()).toEqual([]);
  });

  it('says nothing of values of a sort that was never read', async () => {
    await watch().check(integration);

    expect(await told()).toEqual([]);
  });

  it('notices saved settings, and closes what a removed integration had', async () => {
    await stageIs(false);
    const running = watch();
    await running.start();
    await clock.advance(3_000);
    const first = await told();
    await integrations.change(TENANT, integration._id, (current) => ({ ...current, settings: {}, settingsRevision: 2 }));
    await clock.advance(3_000);
    const mended = await told();
    await integrations.change(TENANT, integration._id, (current) => ({
      ...current,
      settings: { stage: '1' },
      settingsRevision: 3,
    }));
    await clock.advance(3_000);
    await integrations.change(TENANT, integration._id, (current) => ({ ...current, state: 'removed' }));
    await clock.advance(3_000);
    await running.stop();

    expect(first).toEqual(['deals:stage warned']);
    expect(mended.slice(1)).toEqual(['deals:stage cleared']);
    expect((await told()).slice(2)).toEqual(['deals:stage warned', 'deals:stage cleared']);
  });

  it('answers a retry by what is stored when the refresh that was begun for it failed', async () => {
    await stageIs(false);
    await integrations.change(TENANT, integration._id, (current) => ({ ...current, state: 'connected', isConfirmed: true }));
    const running = watch();
    await running.check(integration);
    await running.ask(integration, 'deals:stage');
    await running.start();
    await clock.advance(2_000);
    const runs = createSyncRunStore({ store, definition, source: 'test', clock });
    const [run] = await runs.list(TENANT, integration._id, 1);
    const waiting = await told();
    await runs.runs
      .forTenant(TENANT)
      .mutate(run?._id ?? newId(), (current) => current && { ...current, state: 'failed', finishedAt: clock.now() });
    await clock.advance(2_000);
    await running.stop();

    expect(run?.kind).toBe('fields');
    expect(waiting).toEqual(['deals:stage warned']);
    expect(await told()).toEqual(['deals:stage warned', 'deals:stage warned']);
  });
});

/** The records, whose first search answers only when it may. */
function held(records: TenantRecords, hasRead: PromiseWithResolvers<void>, goOn: Promise<void>): TenantRecords {
  return {
    ...records,
    async search(type, request) {
      const found = await records.search(type, request);
      hasRead.resolve();
      await goOn;
      return found;
    },
  };
}
