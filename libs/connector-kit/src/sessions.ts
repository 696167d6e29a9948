import { toAppError, type Clock } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import type { RecordStore, RecordType, TenantRecords } from '@psa-bridge/records';
import type { z } from 'zod';
import type { Budget } from './budget/budget.ts';
import { sliceMs } from './budget/grant.ts';
import type { CallMeter, CallTerms } from './call/psa-call.ts';
import type { PsaCall } from './definition/call.ts';
import type { ConnectorDefinition } from './define-connector.ts';
import type { Lane } from './definition/lanes.ts';
import type { InvoicesPart, VendorOrdersPart } from './definition/accounting.ts';
import type { PollPart } from './definition/poll.ts';
import type { PullPart } from './definition/resource.ts';
import type { PartContext } from './definition/session.ts';
import { openCredentials, type CredentialsSpec } from './integrations/credentials.ts';
import { budgetKeyOf, type Integration } from './integrations/integration.ts';
import { readLastSeen } from './last-seen.ts';
import type { IntegrationStore } from './integrations/integration-store.ts';
import type { SessionMemories } from './integrations/session-memory.ts';
import type { References } from './references.ts';

/** The kit sees every connector alike: what its session and settings are is the connector's own affair. */
export type AnyDefinition = ConnectorDefinition<z.ZodRawShape, z.ZodRawShape, unknown>;
export type AnyContext = PartContext<unknown, { [key: string]: unknown }>;

/** A part that reads, whatever it reads. */
export type AnyPull = PullPart<RecordType, unknown, { [key: string]: unknown }>;

/** A part that polls, whatever it polls. */
export type AnyPoll = PollPart<RecordType, unknown, { [key: string]: unknown }>;

/** Parts that read documents for an accounting system. */
export type AnyInvoices = InvoicesPart<unknown, { [key: string]: unknown }>;
export type AnyVendorOrders = VendorOrdersPart<unknown, { [key: string]: unknown }>;

export interface SessionRequest {
  integration: Integration;
  lane: Lane;
  signal: AbortSignal;
  /** False when the work was lost meanwhile; default: always true. */
  maySend?: () => boolean;
  /** How long it may wait for permits, over all its calls, before they fail. Absent: not at all. */
  patienceMs?: number;
  /** It only shows what would be done: what the entities refer to is not brought in. */
  isPreview?: boolean;
  /** The tenant's records as they are to be seen. Default: as they are stored. */
  records?: TenantRecords;
  /** The way that its calls take to the PSA. Default: straight. */
  via?: (call: PsaCall) => PsaCall;
  /** Credentials that are not stored yet, to be tested. */
  credentials?: Readonly<Record<string, unknown>>;
}

export interface OpenedSession {
  session: unknown;
  context: AnyContext;
  meter: CallMeter;
}

export interface Sessions {
  /** @throws AppError `credentials_missing` (unauthenticated). */
  open(request: SessionRequest): OpenedSession;
}

export interface SessionsOptions {
  definition: AnyDefinition;
  integrations: IntegrationStore;
  memories: SessionMemories;
  records: RecordStore;
  references: References;
  budget: Budget;
  calls: (terms: CallTerms) => PsaCall;
  clock: Clock;
  logger: Logger;
}

export function createSessions(options: SessionsOptions): Sessions {
  const { definition, integrations, memories, records, references, budget, calls, clock } = options;
  const spec: CredentialsSpec = definition.credentials;

  function open(request: SessionRequest, isReadingUsage = false): OpenedSession {
    const { integration, lane, signal, patienceMs, via = (straight) => straight } = request;
    const log = options.logger.child({ integrationId: integration._id, tenantId: integration.tenantId });
    const meter: CallMeter = { calls: 0 };
    const info = {
      id: integration._id,
      tenantId: integration.tenantId,
      name: integration.name,
      settings: definition.settings.parse(integration.settings),
      ...(integration.fingerprint === undefined ? {} : { fingerprint: integration.fingerprint }),
    };
    const of = budgetKeyOf(integration);
    const call = calls({
      ...{ integrationId: integration._id, of, lane, meter, signal, maySend: request.maySend ?? (() => true) },
      ...(patienceMs === undefined
        ? {}
        : { patience: { leftMs: patienceMs, countedUntil: 0, atOnceMs: sliceMs(definition.limits) } }),
      ...(isReadingUsage ? { isReadingUsage } : { onUsageDue: () => void readUsage(integration, log) }),
    });
    // Credentials under test must not meet what the stored ones left behind.
    const memory = request.credentials
      ? memories.of(`test:${integration._id}`, clock.now().getTime(), lane)
      : memories.of(integration._id, integration.credentialsRevision, lane);
    const credentials = request.credentials ?? openCredentials(integration, { spec, store: integrations });
    const session = definition.open({ integration: info, credentials, call: via(call), memory, clock, log });
    const own = request.records ?? records.forTenant(integration.tenantId);
    const resolve = request.isPreview ? references.foresee : references.bringIn;
    const context: AnyContext = {
      ...{ session, integration: info, lane, records: own, signal, clock, log, isPreview: request.isPreview === true },
      externalId: async (type, id) => (await own.get(type, id))?.external[integration._id]?.id,
      knownIds: (type, externalIds) => own.idsByExternal(type, integration._id, externalIds),
      recordIds: (type, externalIds) => resolve(type, externalIds, context),
      lastSeen: (type, externalIds) => readLastSeen(own, integration._id, type, externalIds),
    };
    return { session, context, meter };
  }

  async function readUsage(integration: Integration, log: Logger): Promise<void> {
    try {
      const { session } = open({ integration, lane: 'interactive', signal: AbortSignal.timeout(60_000) }, true);
      const usage = await definition.readUsage?.(session);
      if (usage) await budget.noteUsage(budgetKeyOf(integration), usage);
    } catch (error) {
      log.warn({ code: toAppError(error).code }, 'usage_not_read');
    }
  }

  return { open };
}
