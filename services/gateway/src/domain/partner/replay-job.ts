import { actionTaken } from '@psa-bridge/audit';
import type { PartnerStream } from '@psa-bridge/contracts';
import { invalidInput } from '@psa-bridge/core';
import type { Draft, Stored } from '@psa-bridge/persistence';
import { z } from 'zod';

/** Per partition, the first offset of the internal topic that was not read yet. */
export type Positions = Readonly<Record<string, string>>;

/** The latest replay of one stream in one tenant; `_id` is `<tenantId>:<stream>`. */
export interface ReplayJob extends Stored {
  readonly replayId: string;
  readonly stream: PartnerStream;
  readonly state: 'running' | 'completed';
  /** Only what was told from then on. */
  readonly since?: Date;
  readonly positions: Positions;
  readonly done: number;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly finishedAt?: Date;
}

export interface ToReplay {
  readonly tenantId: string;
  readonly replayId: string;
  readonly stream: PartnerStream;
  readonly since?: Date;
  readonly positions: Positions;
  readonly startedBy: string;
}

export function replayJobId({ tenantId, stream }: Pick<ToReplay, 'tenantId' | 'stream'>): string {
  return `${tenantId}:${stream}`;
}

export function startedReplay(toDo: ToReplay, at: Date): Draft<ReplayJob> {
  const { tenantId, stream } = toDo;
  const told = { kind: 'partner_replay.started', record: { type: 'partner_replay', id: stream } };
  return {
    ...{ ...toDo, _id: replayJobId(toDo), state: 'running', done: 0, startedAt: at, updatedAt: at },
    outbox: [actionTaken(told, { tenantId, source: 'gateway', at })],
  };
}

export function afterReplayed(
  job: ReplayJob,
  page: { positions: Positions; done: number; isEnd: boolean },
  at: Date,
): Draft<ReplayJob> {
  const next = { ...job, positions: page.positions, done: job.done + page.done, updatedAt: at };
  return page.isEnd ? { ...next, state: 'completed', finishedAt: at } : next;
}

/** Where a replay ended, in a form that the next one can be told to go on from. */
export function cursorOf({ positions }: Pick<ReplayJob, 'positions'>): string {
  return Buffer.from(JSON.stringify(positions)).toString('base64url');
}

const Cursor = z.record(z.string().regex(/^\d{1,6}$/), z.string().regex(/^\d{1,19}$/));

/** @throws AppError `invalid_cursor` */
export function positionsOf(cursor: string): Positions {
  const { data } = Cursor.safeParse(parsedJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (data === undefined)
    throw invalidInput('invalid_cursor', 'cursor: must be the cursor that an earlier replay of this stream ended with.', {
      details: { field: 'cursor' },
      expected: true,
    });
  return data;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
