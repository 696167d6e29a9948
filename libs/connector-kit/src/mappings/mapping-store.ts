import type { OutboxEvent } from '@psa-bridge/contracts';
import type { Clock } from '@psa-bridge/core';
import type { Collection, DocumentStore, Draft, Stored } from '@psa-bridge/persistence';
import type { Integration } from '../integrations/integration.ts';
import { nextSequence, resultEvent, type ResultSource } from '../work/results.ts';
import { afterChanges, changesOf, type Finding, type MappingChange } from './mapping-changes.ts';
import type { MappingWarning } from './stale-mapping.ts';

/** A retry that waits for its answer. */
export interface AskedCheck {
  entityId: string;
  /** The refresh of field values that was begun for it. */
  runId?: string;
}

/** What was told of the mappings of one integration. `_id` is the integration's. */
export interface MappingState extends Stored {
  open: readonly MappingWarning[];
  asked: readonly AskedCheck[];
  /** Rises with each check: one that looked before another one wrote looks again. */
  checks: number;
  /** Settings that were compared last. */
  settingsRevision: number;
  sequence: number;
}

/** More than any settings reach: what a removed integration had is closed once. */
const REMOVED = Number.MAX_SAFE_INTEGER;
/** Results told in one write, so that a document stays far below its limit. */
const RESULTS_AT_ONCE = 200;

export interface MappingStore {
  readonly collection: Collection<MappingState>;
  /** How many checks there have been: to be read before the values are. */
  checksOf(integration: Integration): Promise<number>;
  /** Publishes what the finding changes; false when another check came between, and nothing of this one counts. */
  settle(integration: Integration, of: { finding: Finding; checks: number; runId?: string | undefined }): Promise<boolean>;
  ask(integration: Integration, entityId: string): Promise<void>;
  /** The run that answers everything which is asked and has none yet. */
  assign(integration: Integration, runId: string): Promise<void>;
  /** By integration: what is asked and which settings were compared. */
  overview(): Promise<ReadonlyMap<string, Pick<MappingState, 'asked' | 'settingsRevision'>>>;
}

export function createMappingStore(options: { store: DocumentStore; resultSource: ResultSource; clock: Clock }): MappingStore {
  const { store, resultSource, clock } = options;
  const { provider } = resultSource;
  const collection = store.collection<MappingState>({ name: `mappings_${provider}`, writer: `${provider}-connector` });
  const of = ({ tenantId }: Integration) => collection.forTenant(tenantId);

  async function settleSome(
    integration: Integration,
    { finding, checks, runId }: Parameters<MappingStore['settle']>[1],
  ): Promise<'done' | 'more' | 'overtaken'> {
    let end: 'done' | 'more' | 'overtaken' = 'overtaken';
    await of(integration).mutate(integration._id, (current) => {
      const state = current ?? emptyState(integration);
      end = 'overtaken';
      if (state.checks !== checks) return undefined;
      const asked = state.asked.filter((one) => integration.state === 'removed' || isAnsweredBy(one, runId));
      const all = changesOf(
        state.open,
        finding,
        asked.map(({ entityId }) => entityId),
      );
      const changes = all.slice(0, RESULTS_AT_ONCE);
      end = changes.length < all.length ? 'more' : 'done';
      const next = afterCheck(state, changes, asked);
      return end === 'done' ? { ...next, settingsRevision: revisionOf(integration) } : next;
    });
    return end;
  }

  function afterCheck(state: MappingState, changes: readonly MappingChange[], asked: readonly AskedCheck[]): Draft<MappingState> {
    const now = clock.now();
    const sequence = changes.length === 0 ? state.sequence : nextSequence(state.sequence, now);
    const answered = new Set(changes.map(({ entityId }) => entityId));
    return {
      ...state,
      open: afterChanges(state.open, changes),
      asked: state.asked.filter((one) => !(asked.includes(one) && answered.has(one.entityId))),
      checks: state.checks + 1,
      sequence,
      outbox: [...(state.outbox ?? []), ...changes.map((change) => resultOf(change, { state, sequence, now, resultSource }))],
    };
  }

  return {
    collection,
    checksOf: async (integration) => (await of(integration).get(integration._id))?.checks ?? 0,
    async settle(integration, { checks, ...rest }) {
      for (let before = checks; ; before++) {
        const end = await settleSome(integration, { ...rest, checks: before });
        if (end !== 'more') return end === 'done';
      }
    },
    async ask(integration, entityId) {
      await of(integration).mutate(integration._id, (current) => {
        const state = current ?? emptyState(integration);
        // A run that is under way may have read before the mending: another one answers.
        return { ...state, asked: [...state.asked.filter((one) => one.entityId !== entityId), { entityId }] };
      });
    },
    async assign(integration, runId) {
      await of(integration).mutate(
        integration._id,
        (state) => state && { ...state, asked: state.asked.map((one) => (one.runId === undefined ? { ...one, runId } : one)) },
      );
    },
    async overview() {
      const fields = ['asked', 'settingsRevision'];
      const all = await collection.acrossTenants('the worker serves all tenants').find({}, { fields });
      return new Map(all.map((state) => [state._id, state]));
    },
  };
}

/** The settings' revision that a check of this integration covers. */
export function revisionOf({ state, settingsRevision }: Pick<Integration, 'state' | 'settingsRevision'>): number {
  return state === 'removed' ? REMOVED : settingsRevision;
}

function isAnsweredBy(asked: AskedCheck, runId: string | undefined): boolean {
  return runId !== undefined && asked.runId === runId;
}

function emptyState({ _id, tenantId }: Integration): MappingState {
  return { _id, tenantId, version: 0, open: [], asked: [], checks: 0, settingsRevision: 0, sequence: 0 };
}

interface Telling {
  state: Pick<MappingState, '_id' | 'tenantId'>;
  sequence: number;
  now: Date;
  resultSource: ResultSource;
}

function resultOf(
  { entityId, entityName, warning }: MappingChange,
  { state, sequence, now, resultSource }: Telling,
): OutboxEvent {
  const failure = warning && {
    code: 'mapping_stale',
    kind: 'rejected' as const,
    message: warning.message,
    remedy: warning.remedy,
  };
  return resultEvent(
    {
      ...{ tenantId: state.tenantId, integrationId: state._id, entityType: 'mapping', entityId, entityName, failure },
      ...{ isWarning: warning !== undefined, operation: 'sync', attempts: 1, sequence, at: now },
    },
    resultSource,
  );
}
