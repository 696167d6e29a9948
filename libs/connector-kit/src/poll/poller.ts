import { newId, toAppError, type AppError, type ArmedPoints, type Clock, type Component } from '@psa-bridge/core';
import type { Exchange } from '@psa-bridge/http-client';
import type { Logger } from '@psa-bridge/observability';
import { whileRenewing, type Collection, type DocumentStore, type Draft } from '@psa-bridge/persistence';
import type { RecordStore } from '@psa-bridge/records';
import type { Budget } from '../budget/budget.ts';
import { explainFailure } from '../definition/explain.ts';
import type { Failure } from '../definition/failure.ts';
import { budgetKeyOf, opennessOf, toldDatabaseOf, type Integration } from '../integrations/integration.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { AnyContext, AnyDefinition, Sessions } from '../sessions.ts';
import { decide } from '../work/decide.ts';
import { nextSequence, resultEvent, type ResultSource } from '../work/results.ts';
import type { WorkTable } from '../work/table.ts';
import {
  afterLook,
  asked,
  leftOut,
  newPoll,
  pollCollection,
  polledTypes,
  type DocumentType,
  type Look,
  type PolledType,
  type Polling,
  type PollState,
} from './poll-state.ts';
import { readChanges } from './read-changes.ts';
import { readDocuments, toldDocumentsCollection, type ToldDocument } from './read-documents.ts';
import { INVOICES, VENDOR_ORDERS } from './told-kinds.ts';

export interface PollerOptions {
  definition: AnyDefinition;
  store: DocumentStore;
  integrations: IntegrationStore;
  sessions: Sessions;
  budget: Budget;
  records: RecordStore;
  table: WorkTable;
  resultSource: ResultSource;
  /** Stops an integration whose credentials fail. */
  failIntegration(integration: Integration, failure: Failure, exchange: Exchange | undefined): Promise<void>;
  faults: ArmedPoints;
  clock: Clock;
  logger: Logger;
  /** A replica that says nothing for so long has died. */
  leaseMs: number;
  /** How often due looks are looked for, in milliseconds. */
  pollMs: number;
}

export interface Poller extends Component {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Looks at once, because a person asked; stored when it resolves. */
  ask(integration: Integration, type: DocumentType): Promise<void>;
  /** For the outbox relay. */
  readonly collection: Collection<PollState>;
  readonly told: Collection<ToldDocument>;
}

type Polled = Polling & { integration: Integration };

const AT_ONCE = 4;
/** An outage mostly passes by itself: documents are missed by nobody before that (SY-32). */
const UNSHOWN_RETRIES = 2;
const MANY_MISSING_REMEDY =
  "Check what the API user's security level lets it see. What was really deleted is marked when it is synchronized by itself.";

/** Carries out the polls that are due, each in one replica at a time. */
export function createPoller(options: PollerOptions): Poller {
  const { definition, store, integrations, faults, clock, logger, leaseMs, pollMs } = options;
  const collection = store.collection(pollCollection(definition.provider));
  const told = store.collection(toldDocumentsCollection(definition.provider));
  const types = polledTypes(definition);
  const owner = newId();
  const running = new Map<string, Promise<void>>();
  /** When a poll has to be looked up again, so that one that rests costs no read. */
  const restsUntil = new Map<string, number>();
  const stopping = new AbortController();
  let loop: Promise<void> | undefined;

  async function turn(): Promise<void> {
    for (const integration of await integrations.all()) {
      if (!opennessOf(integration).pull) continue;
      const settings = definition.settings.parse(integration.settings);
      for (const polling of types) {
        const { part } = polling;
        const name = `${integration._id}:${polling.type}`;
        const isResting = (restsUntil.get(name) ?? 0) > clock.now().getTime();
        if (isResting || running.has(name) || running.size >= AT_ONCE || part.isOn?.(settings) === false) continue;
        running.set(
          name,
          attempt(name, { integration, ...polling }).finally(() => running.delete(name)),
        );
      }
    }
  }

  async function attempt(name: string, polled: Polled): Promise<void> {
    const polls = collection.forTenant(polled.integration.tenantId);
    const of = { tenantId: polled.integration.tenantId, integrationId: polled.integration._id, type: polled.type };
    const leaseName = `poll:${name}`;
    try {
      const seen = await polls.get(name);
      if (seen && seen.dueAt > clock.now()) return void restsUntil.set(name, seen.dueAt.getTime());
      if ((await store.leases.acquire(leaseName, owner, leaseMs)) === undefined) return;
      try {
        const poll = (await polls.get(name)) ?? { ...newPoll(of, clock.now()), version: 0 };
        if (poll.dueAt > clock.now()) return;
        const change = await whileRenewing({ leases: store.leases, name: leaseName, owner, ttlMs: leaseMs, clock }, () =>
          look(poll, polled),
        );
        const after = await polls.mutate(name, (current) => change(current ?? newPoll(of, clock.now())));
        if (after) restsUntil.set(name, after.dueAt.getTime());
      } finally {
        await store.leases.release(leaseName, owner);
      }
    } catch (error) {
      if (!stopping.signal.aborted) logger.warn({ error, poll: name }, 'poll_interrupted');
    }
  }

  /** @returns what becomes of the poll. */
  async function look(poll: PollState, polled: Polled): Promise<Change> {
    const now = clock.now();
    const { integration, type, part } = polled;
    const { limit, remaining } = await options.budget.view(budgetKeyOf(integration));
    if (limit - remaining >= limit * part.standsBackAt) {
      logger.info({ integrationId: integration._id, entityType: type, remaining }, 'poll_left_out');
      return (current) => leftOut(current, now, part);
    }
    const opened = options.sessions.open({ integration, lane: 'scheduled', signal: stopping.signal });
    try {
      const done = await read(poll, polled, opened.context);
      return (current) => withResult(afterLook(current, done, part), undefined, undefined);
    } catch (error) {
      if (stopping.signal.aborted) throw error;
      const exchange = opened.meter.failed;
      return afterTrouble(toAppError(error), poll, { polled, exchange });
    }
  }

  async function read(poll: PollState, polled: Polled, context: AnyContext): Promise<Look> {
    const psaFingerprint = toldDatabaseOf(polled.integration);
    const reading = { poll, context, told, psaFingerprint, resultSource: options.resultSource };
    if (polled.type === 'invoice') return readDocuments({ ...reading, part: polled.part, kind: INVOICES });
    if (polled.type === 'vendor_order') return readDocuments({ ...reading, part: polled.part, kind: VENDOR_ORDERS });
    const { type: entityType, part, integration } = polled;
    const records = options.records.forTenant(integration.tenantId);
    return readChanges({ poll: { ...poll, entityType }, part, context, records, table: options.table, faults });
  }

  async function afterTrouble(error: AppError, poll: PollState, { polled, exchange }: Trouble): Promise<Change> {
    const now = clock.now();
    const { retries } = poll;
    const failure = failureOf(error, polled.type);
    const situation = { error, failure, isInteractive: false, retries, bugs: retries, rules: definition.retry, now };
    const decision = decide(situation);
    logger.warn({ poll: poll._id, code: failure.code, decision: decision.decision, error }, 'poll_failed');
    if (decision.decision === 'pause' || decision.decision === 'leave') throw error;
    if (decision.decision === 'wait') {
      const waiting: Change = (current) => ({
        ...current,
        ...{ dueAt: decision.until, retries: Math.max(decision.retries, decision.bugs) },
      });
      const isShown = isDocument(polled.type) && !poll.isFailed && decision.retries > UNSHOWN_RETRIES;
      return isShown ? (current) => withResult(waiting(current), failure, exchange) : waiting;
    }
    if (decision.decision === 'fail_integration') {
      await options.failIntegration(polled.integration, failure, exchange);
      return (current) => leftOut(current, now, polled.part);
    }
    return (current) => withResult({ ...leftOut(current, now, polled.part), retries: 0 }, failure, exchange);
  }

  function failureOf(error: AppError, entityType: PolledType): Failure {
    const failure = explainFailure(error, definition.classify, { entityType, operation: 'sync' });
    return error.code === 'too_many_missing' ? { ...failure, remedy: MANY_MISSING_REMEDY } : failure;
  }

  /** The poll with the result that opens its issue, or clears the one that is open. */
  function withResult(poll: Draft<PollState>, failure: Failure | undefined, exchange: Exchange | undefined): Draft<PollState> {
    if (failure === undefined && !poll.isFailed) return poll;
    const at = clock.now();
    const sequence = nextSequence(poll.sequence, at);
    const { tenantId, integrationId, entityType } = poll;
    const result = resultEvent(
      {
        ...{ tenantId, integrationId, entityType, entityId: integrationId, entityName: nameOf(entityType) },
        ...{ operation: 'sync' as const, failure, exchange, attempts: 1, sequence, at },
        // What is only late comes by itself.
        isWarning: isDocument(entityType) && failure?.kind === 'unavailable',
      },
      options.resultSource,
    );
    return { ...poll, isFailed: failure !== undefined, sequence, outbox: [...(poll.outbox ?? []), result] };
  }

  async function keepTurning(): Promise<void> {
    while (!stopping.signal.aborted) {
      await turn().catch((error: unknown) => logger.warn({ error }, 'poll_turn_failed'));
      await clock.sleep(pollMs, stopping.signal).catch(() => undefined);
    }
  }

  return {
    name: `polls:${definition.provider}`,
    collection,
    told,
    async ask({ tenantId, _id: integrationId }, type) {
      const name = `${integrationId}:${type}`;
      await collection.forTenant(tenantId).mutate(name, (current) => {
        const now = clock.now();
        return asked(current ?? newPoll({ tenantId, integrationId, type }, now), now);
      });
      restsUntil.delete(name);
    },
    async start() {
      if (types.length > 0) loop = keepTurning();
    },
    async stop() {
      stopping.abort();
      await loop;
      await Promise.allSettled(running.values());
    },
  };
}

const DOCUMENTS: Readonly<Record<DocumentType, string>> = {
  invoice: 'Posted invoices',
  vendor_order: 'Purchase orders for accounting',
};

function isDocument(type: PolledType): type is DocumentType {
  return type in DOCUMENTS;
}

function nameOf(type: PolledType): string {
  return isDocument(type) ? DOCUMENTS[type] : `Changes of ${type} records`;
}

type Change = (current: Draft<PollState>) => Draft<PollState>;

interface Trouble {
  polled: Polled;
  exchange: Exchange | undefined;
}
