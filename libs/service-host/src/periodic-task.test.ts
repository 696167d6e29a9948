import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import { createPeriodicTask } from './periodic-task.ts';

function recordingLog() {
  const events: string[] = [];
  const write = (_fields: unknown, event: string): void => void events.push(event);
  const log: Logger = { debug: write, info: write, warn: write, error: write, child: () => log };
  return { log, events };
}

function setUp(run: (signal: AbortSignal) => Promise<void>) {
  const clock = createManualClock();
  const { log, events } = recordingLog();
  return { clock, events, task: createPeriodicTask({ name: 'counting', everyMs: 1_000, run, clock, logger: log }) };
}

describe('createPeriodicTask', () => {
  it('runs at the start and again after each pause, until it is stopped', async () => {
    let runs = 0;
    const { task, clock } = setUp(async () => void (runs += 1));

    await task.start?.();
    await clock.advance(0);
    await clock.advance(2_500);
    await task.stop?.();
    await clock.advance(5_000);

    expect(runs).toBe(3);
    expect(clock.sleeping()).toBe(0);
  });

  it('goes on after a run that failed, and says so', async () => {
    let runs = 0;
    const { task, clock, events } = setUp(async () => {
      runs += 1;
      if (runs === 1) throw new Error('the database is down');
    });

    await task.start?.();
    await clock.advance(0);
    await clock.advance(1_000);
    await task.stop?.();

    expect(runs).toBe(2);
    expect(events).toEqual(['periodic_task_failed']);
  });

  it('runs at once when it is woken in its pause, and once more when it is woken in a run', async () => {
    let runs = 0;
    const { task, clock } = setUp(async () => {
      runs += 1;
      if (runs === 2) task.wake();
    });

    await task.start?.();
    await clock.advance(0);
    task.wake();
    await clock.advance(0);
    await task.stop?.();

    expect(runs).toBe(3);
  });

  it('waits for the run that is under way when it is stopped', async () => {
    const held = Promise.withResolvers<void>();
    let isDone = false;
    const { task } = setUp(async () => {
      await held.promise;
      isDone = true;
    });

    await task.start?.();
    const stopped = task.stop?.();
    held.resolve();
    await stopped;

    expect(isDone).toBe(true);
  });
});
