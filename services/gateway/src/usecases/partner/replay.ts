import {
  decodePayload,
  readEnvelope,
  replayTopic,
  topics,
  type BusMessage,
  type PartnerStream,
  type TopicSpec,
} from '@psa-bridge/contracts';
import { conflict, isAppError, newId, type Clock } from '@psa-bridge/core';
import type { MessageBus, ReceivedMessage } from '@psa-bridge/messaging';
import { whileRenewing, type Collection, type Leases } from '@psa-bridge/persistence';
import { partnerEventOf } from '../../domain/partner/partner-event.ts';
import { afterReplayed, positionsOf, replayJobId, startedReplay, type ReplayJob } from '../../domain/partner/replay-job.ts';
import type { PartnerDirectory } from './ports.ts';
import { partnerMessage, type PartnerFormat } from './tell-partners.ts';

export interface ReplayDeps {
  jobs: Collection<ReplayJob>;
  directory: PartnerDirectory;
  leases: Leases;
  bus: Pick<MessageBus, 'ensureTopics' | 'publish' | 'readAll'>;
  format: PartnerFormat;
  clock: Clock;
}

export interface ReplayRequest {
  stream: PartnerStream;
  since?: Date | undefined;
  /** Where an earlier one ended. */
  cursor?: string | undefined;
}

/** Where what partners are told of a stream comes from. */
const SOURCES: Readonly<Record<PartnerStream, TopicSpec>> = {
  records: topics.records,
  'sync-results': topics.syncResults,
  issues: topics.issues,
  invoices: topics.invoices,
};

const PAGE = 500;
const LEASE_MS = 60_000;
const AT_ONCE = 20;

export type Replay = ReturnType<typeof makeReplay>;

/** Tells a tenant's stream once more, from a time or from where an earlier replay ended, on a topic of its own. */
export function makeReplay({ jobs, directory, leases, bus, format, clock }: ReplayDeps) {
  const owner = newId();

  async function carryOnOne(job: ReplayJob, signal: AbortSignal): Promise<void> {
    const lease = { leases, name: `partner-replay:${job._id}`, owner, ttlMs: LEASE_MS, clock };
    if ((await leases.acquire(lease.name, owner, LEASE_MS)) === undefined) return;
    try {
      await whileRenewing(lease, () => replayAll(job, signal));
    } finally {
      await leases.release(lease.name, owner);
    }
  }

  /** Killed in between, a page is told once more. */
  async function replayAll(job: ReplayJob, signal: AbortSignal): Promise<void> {
    await bus.ensureTopics([SOURCES[job.stream], replayTopic(job.tenantId, job.stream)]);
    const positions: Record<string, string> = { ...job.positions };
    let page: BusMessage[] = [];
    const flush = async (isEnd: boolean): Promise<void> => {
      if (page.length > 0) await bus.publish(replayTopic(job.tenantId, job.stream).name, page);
      const replayed = { positions: { ...positions }, done: page.length, isEnd };
      const ofTenant = jobs.forTenant(job.tenantId);
      await ofTenant.mutate(job._id, (current) =>
        current?.replayId === job.replayId ? afterReplayed(current, replayed, clock.now()) : undefined,
      );
      page = [];
    };
    for await (const message of bus.readAll(SOURCES[job.stream].name)) {
      if (signal.aborted) return;
      if (message.offset < BigInt(positions[message.partition] ?? 0)) continue;
      positions[message.partition] = String(message.offset + 1n);
      const told = replayed(message, job, format);
      if (told) page.push(told);
      if (page.length === PAGE) await flush(false);
    }
    await flush(true);
  }

  return {
    /** @throws AppError `partner_stream_off`, `replay_running` (409), `invalid_cursor` */
    async start({ tenantId, subject }: { tenantId: string; subject: string }, request: ReplayRequest): Promise<ReplayJob> {
      const { stream, since, cursor } = request;
      const positions = cursor === undefined ? {} : positionsOf(cursor);
      if (!(await directory.of(tenantId)).stream) throw streamIsOff();
      const toDo = { tenantId, stream, replayId: newId(), positions, startedBy: subject, ...(since && { since }) };
      const job = await jobs.forTenant(tenantId).mutate(replayJobId(toDo), (current) => {
        if (current?.state === 'running') throw isRunning(stream);
        return startedReplay(toDo, clock.now());
      });
      if (!job) throw new Error('A job that was written is there.');
      return job;
    },
    list: (tenantId: string) => jobs.forTenant(tenantId).find({}, { sort: { _id: 1 } }),
    /** Carries on whatever runs, whoever began it. */
    async carryOn(signal: AbortSignal): Promise<void> {
      const running = await jobs.acrossTenants('any replica carries on any job').find({ state: 'running' }, { limit: AT_ONCE });
      for (const job of running) if (!signal.aborted) await carryOnOne(job, signal);
    },
  };
}

/** The message as the replay carries it; undefined where it is another tenant's, older, or cannot be read. */
function replayed(
  message: ReceivedMessage,
  { tenantId, since, replayId }: ReplayJob,
  format: PartnerFormat,
): BusMessage | undefined {
  try {
    const envelope = readEnvelope(message.headers);
    if (envelope.tenantId !== tenantId || (since && envelope.time < since)) return undefined;
    const event = partnerEventOf(envelope, (type) => decodePayload(type, message.value));
    if (!event) return undefined;
    const told = partnerMessage(event, format);
    return { ...told, headers: { ...told.headers, ce_replayid: replayId } };
  } catch (error) {
    // It became a dead letter when it was first read.
    if (isAppError(error) && error.kind === 'invalid_input') return undefined;
    throw error;
  }
}

function streamIsOff() {
  return conflict('partner_stream_off', "The tenant's partner stream is off. Switch it on in the partner settings first.", {
    expected: true,
  });
}

function isRunning(stream: PartnerStream) {
  return conflict('replay_running', `A replay of ${stream} runs. Wait until it is completed.`, { expected: true });
}
