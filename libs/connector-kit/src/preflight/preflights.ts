import { notFound, type Clock } from '@psa-bridge/core';
import type { RecordData, RecordStore, TenantRecords } from '@psa-bridge/records';
import type { Integration } from '../integrations/integration.ts';
import type { AnyDefinition, Sessions } from '../sessions.ts';
import type { WorkTable } from '../work/table.ts';
import { outcomeOf, type Finding, type PreflightOutcome } from './findings.ts';
import { imaginedIds } from './imagined-ids.ts';
import { rehearsedCalls } from './rehearsed-call.ts';
import { rehearsedRecords } from './rehearsed-records.ts';
import { rehearsePush } from './rehearse-push.ts';

export interface Preflight {
  outcome: PreflightOutcome;
  findings: readonly Finding[];
  /** Calls to the PSA that it took. */
  calls: number;
  checkedAt: Date;
}

export interface PreflightRequest {
  quoteId: string;
  /** As if the quote stood so, such as `approved` before anybody has signed. */
  status?: RecordData<'quote'>['status'] | undefined;
  signal: AbortSignal;
}

export interface Preflights {
  /**
   * What a push of the quote would meet now; nothing is written, here or there.
   * @throws AppError `record_not_found`; what a call throws where the PSA cannot be asked; `preflight_too_large`
   */
  check(integration: Integration, request: PreflightRequest): Promise<Preflight>;
}

export interface PreflightsOptions {
  definition: AnyDefinition;
  sessions: Sessions;
  records: RecordStore;
  table: Pick<WorkTable, 'get'>;
  clock: Clock;
}

/** How long one check may wait for the allowance. */
const PATIENCE_MS = 20_000;

/** Undefined for a connector that does not say how its PSA answers. */
export function createPreflights(options: PreflightsOptions): Preflights | undefined {
  const { rehearse } = options.definition;
  return rehearse && { check: (integration, request) => check(integration, request, { ...options, rehearse }) };
}

type Parts = PreflightsOptions & { rehearse: NonNullable<AnyDefinition['rehearse']> };

async function check(integration: Integration, request: PreflightRequest, parts: Parts): Promise<Preflight> {
  const { definition, records, clock, table } = parts;
  const stored = records.forTenant(integration.tenantId);
  const ref = { type: 'quote', id: request.quoteId } as const;
  if (!(await stored.get(ref.type, ref.id))) throw notFound('record_not_found', 'There is no such record.', { expected: true });
  const stage = createStage(integration, request.signal, parts);
  const goThrough = () => {
    const own = rehearsedRecords(stored, { integrationId: integration._id, now: clock.now() });
    if (request.status !== undefined) own.assume(ref.type, ref.id, { data: { status: request.status } });
    return rehearsePush(ref, { definition, table, own, context: stage.enter(own.records), ids: stage.ids });
  };
  // Once to see all that would be written, which is looked at together; then with what was seen.
  await goThrough();
  await stage.look();
  const findings = await goThrough();
  return {
    ...{ calls: stage.calls(), checkedAt: clock.now(), findings: findings ?? [] },
    outcome: findings ? outcomeOf(findings, ref.id) : 'not_wanted',
  };
}

/** The sessions of one check: all that they read is read once, whichever of the two goings-through asks. */
function createStage(integration: Integration, signal: AbortSignal, { definition, rehearse, sessions, clock }: Parts) {
  const ids = imaginedIds();
  // It needs a session, and that goes by these calls; nothing is called before something is written.
  const calls = rehearsedCalls({ rehearsal: () => rehearsal, readAnswer: definition.readAnswer, clock });
  const open = (records?: TenantRecords) =>
    sessions.open({
      ...{ integration, lane: 'interactive', signal, patienceMs: PATIENCE_MS, isPreview: true, via: calls.through },
      ...(records === undefined ? {} : { records }),
    });
  const rehearsal = rehearse(open().session, ids);
  return {
    ids,
    enter: (records: TenantRecords) => open(records).context,
    async look() {
      await rehearsal.look(calls.takeWrites());
      calls.judge();
    },
    calls: calls.made,
  };
}
