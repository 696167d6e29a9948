import { hostname } from 'node:os';
import { newId, toAppError, type Component } from '@psa-bridge/core';
import type { CollectionSpec, Stored } from '@psa-bridge/persistence';
import { createPeriodicTask } from '../periodic-task.ts';
import type { Platform } from '../platform.ts';
import { measuredBetween, NOTHING_MEASURED, readTotals, type MeasuredWork, type Totals } from './measured-work.ts';

/** How a process is; `trouble` says why it is not ready. */
export interface Standing {
  state: 'starting' | 'ready' | 'not_ready' | 'stopping' | 'stopped';
  trouble?: string;
}

/** What one running process of a service says of itself; `_id` is that of its run. */
export interface ServiceBeat extends Stored, MeasuredWork, Standing {
  service: string;
  /** Names the process among the others of its service, for people. */
  replica: string;
  startedAt: Date;
  at: Date;
  /** How long the database took to take the beat before. */
  databaseSeconds?: number;
}

/** Of documents that belong to the platform and to no tenant. */
export const PLATFORM_TENANT = 'platform';

export const BEAT_EVERY_MS = 5_000;

/** Each process writes its own document; whoever tells how the platform is reads all of them. */
export const serviceBeats: CollectionSpec<ServiceBeat> = { name: 'service_beats', writer: 'service-host' };

/** Who was not heard of for so long is of no interest any more. */
export const BEATS_KEPT_MS = 60 * 60_000;
const MEASURED_MS = 60_000;

export interface ServiceBeatOptions {
  platform: Pick<Platform, 'name' | 'store' | 'clock' | 'logger' | 'metrics'>;
  standing: () => Promise<Standing>;
}

export interface ServiceBeatTask extends Component {
  /** Tells at once, because something changed. */
  wake(): void;
}

/**
 * Says every few seconds that the process lives and how it is (OP-04, OP-05), by one write of its own document: whoever stops saying
 * so without having said `stopped` has died. A beat that cannot be written is left out, and the next one comes all the same.
 */
export function createServiceBeat({ platform, standing }: ServiceBeatOptions): ServiceBeatTask {
  const { name: service, store, clock, logger, metrics } = platform;
  const beats = store.collection(serviceBeats).forTenant(PLATFORM_TENANT);
  const who = { _id: newId(), tenantId: PLATFORM_TENANT, service, replica: `${hostname()}-${process.pid}` };
  const startedAt = clock.now();
  let looks: { at: number; totals: Totals }[] = [{ at: startedAt.getTime(), totals: NOTHING_MEASURED }];
  let databaseSeconds: number | undefined;
  let isWritten = false;

  /** Of the last minute, or since the beginning. */
  async function measured(now: number): Promise<MeasuredWork> {
    const totals = await readTotals(metrics);
    const from = looks.findLastIndex(({ at }) => at <= now - MEASURED_MS);
    looks = [...looks.slice(Math.max(0, from)), { at: now, totals }];
    return measuredBetween(looks[0]?.totals ?? NOTHING_MEASURED, totals);
  }

  async function write(how: Standing): Promise<void> {
    const at = clock.now();
    const told = { ...who, startedAt, at, ...how, ...(await measured(at.getTime())) };
    await beats.put({ ...told, ...(databaseSeconds === undefined ? {} : { databaseSeconds }) });
    databaseSeconds = (clock.now().getTime() - at.getTime()) / 1_000;
  }

  async function beat(): Promise<void> {
    try {
      await write(await standing());
      if (!isWritten) await forgetFormer();
      isWritten = true;
    } catch (error) {
      isWritten = false;
      logger.warn({ code: toAppError(error).code }, 'beat_not_written');
    }
  }

  async function forgetFormer(): Promise<void> {
    await beats.deleteMany({ service, at: { $lt: new Date(clock.now().getTime() - BEATS_KEPT_MS) } });
  }

  const task = createPeriodicTask({ name: 'service-beat', everyMs: BEAT_EVERY_MS, run: beat, clock, logger });
  return {
    ...task,
    async stop() {
      await task.stop?.();
      // A database that did not take the last beat would hold up the end for nothing.
      if (isWritten) await write({ state: 'stopped' }).catch(() => undefined);
    },
  };
}
