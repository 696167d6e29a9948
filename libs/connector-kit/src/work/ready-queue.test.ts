import { describe, expect, it } from '@jest/globals';
import { createReadyQueue } from './ready-queue.ts';
import type { WorkRow } from './row.ts';
import { newRow } from './transitions.ts';

function row(integrationId: string, entityId: string, lane: number): WorkRow {
  return {
    ...newRow({ tenantId: 't', integrationId, op: 'push', entityType: 'company', entityId, lane }, new Date(0)),
    version: 1,
  };
}

function drain(queue: ReturnType<typeof createReadyQueue>, count: number): string[] {
  return Array.from({ length: count }, () => queue.take(() => true)?.entityId ?? '-');
}

describe('the ready queue', () => {
  it('takes lane before lane and lets the integrations of a lane take turns', () => {
    const queue = createReadyQueue({ capacity: 100 });
    for (const id of ['a1', 'a2', 'a3']) queue.add(row('a', id, 2));
    queue.add(row('b', 'b1', 2));
    queue.add(row('c', 'c1', 3));
    queue.add(row('a', 'urgent', 0));

    expect(drain(queue, 7)).toEqual(['urgent', 'a1', 'b1', 'a2', 'a3', 'c1', '-']);
  });

  it('passes over an integration that may not run now', () => {
    const queue = createReadyQueue({ capacity: 100 });
    queue.add(row('a', 'a1', 0));
    queue.add(row('b', 'b1', 3));

    expect(queue.take((candidate) => candidate.integrationId === 'b')?.entityId).toBe('b1');
  });

  it('holds each row once, in its latest form', () => {
    const queue = createReadyQueue({ capacity: 100 });
    queue.add(row('a', 'a1', 3));
    queue.add({ ...row('a', 'a1', 0), version: 2 });
    queue.add({ ...row('a', 'a1', 3), version: 1 });

    expect(queue.take(() => true)).toMatchObject({ lane: 0, version: 2 });
    expect(queue.size()).toBe(0);
  });

  it('gives up the least urgent row for a more urgent one when it is full', () => {
    const queue = createReadyQueue({ capacity: 2 });
    queue.add(row('a', 'bulk', 3));
    queue.add(row('a', 'scheduled', 2));

    expect(queue.add(row('a', 'urgent', 0))).toBe(true);
    expect(drain(queue, 3)).toEqual(['urgent', 'scheduled', '-']);
  });

  it('makes room for an integration that is not in it yet, at the cost of the one that fills it', () => {
    const queue = createReadyQueue({ capacity: 4 });
    for (const id of ['a1', 'a2', 'a3', 'a4']) queue.add(row('a', id, 3));

    expect(queue.add(row('b', 'b1', 3))).toBe(true);
    expect(queue.add(row('a', 'a5', 3))).toBe(false);
    expect(drain(queue, 2)).toEqual(['a1', 'b1']);
  });

  it('lets go of what cannot run for now', () => {
    const queue = createReadyQueue({ capacity: 10 });
    queue.add(row('a', 'a1', 3));
    queue.add(row('b', 'b1', 3));

    queue.purge((candidate) => candidate.integrationId === 'a');

    expect(drain(queue, 2)).toEqual(['b1', '-']);
  });
});
