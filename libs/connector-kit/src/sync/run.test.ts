import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AnyDefinition } from '../sessions.ts';
import {
  afterPage,
  currentPhase,
  endRun,
  planPhases,
  stateAfter,
  type StandardKind,
  type SyncRun,
  type SyncState,
} from './run.ts';

const NOW = new Date('2026-01-05T08:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const page = () => Promise.resolve({ items: [] });
const definition = {
  resources: {
    company: { pull: { label: 'Companies', changes: 'since', page } },
    product: { pull: { label: 'Products', changes: 'full', page } },
    quote: { push: {} },
  },
  fieldValues: [{ label: 'Stages', kinds: ['stage'], read: () => Promise.resolve([]) }],
} as unknown as AnyDefinition;

function run(kind: StandardKind, marks: SyncState['marks'] = {}): SyncRun {
  return {
    ...{ _id: 'run', tenantId: 't', version: 1, integrationId: 'i', kind, lane: 'bulk', state: 'running' },
    ...{
      phases: planPhases(definition, kind, marks),
      callsSpent: 0,
      dueAt: NOW,
      retries: 0,
      isCancelRequested: false,
      startedAt: NOW,
      updatedAt: NOW,
    },
  };
}

describe('a sync run', () => {
  it('SY-02: full reads field values, then every type that can be read', () => {
    expect(run('full').phases.map(({ name }) => name)).toEqual(['fields:0', 'company', 'product']);
  });

  it('SY-03: fields-only reads no entity', () => {
    expect(run('fields').phases.map(({ name }) => name)).toEqual(['fields:0']);
  });

  it('SY-09: a delta asks for changes since the last mark, with an overlap, and only where a change date exists', () => {
    const phases = run('delta', { company: later(600_000), product: later(600_000) }).phases;

    expect(phases.map(({ name, since }) => [name, since])).toEqual([['company', later(480_000)]]);
    expect(run('delta').phases).toEqual([]);
  });

  it('counts pages, keeps the place of the next one, and goes from phase to phase', () => {
    const first = { ...run('full'), ...afterPage(run('full'), { applied: 3, refused: 0, next: undefined, calls: 2 }, NOW) };
    const second = {
      ...first,
      ...afterPage(first, { applied: 500, refused: 1, total: 700, next: '500', watermark: later(5), calls: 1 }, later(1)),
    };

    expect(currentPhase(second)).toMatchObject({
      name: 'company',
      done: 500,
      refused: 1,
      total: 700,
      cursor: '500',
      watermark: later(5),
    });
    const third = {
      ...second,
      ...afterPage(second, { applied: 200, refused: 0, next: undefined, watermark: later(3), calls: 1 }, later(2)),
    };
    expect(third.phases[1]).toMatchObject({ done: 700, isDone: true, watermark: later(5) });
    expect(third.phases[1]).not.toHaveProperty('cursor');
    expect(third.callsSpent).toBe(4);
  });

  it('moves the marks on only when it was completed', () => {
    const read = { ...run('full'), phases: run('full').phases.map((phase) => ({ ...phase, watermark: later(9) })) };
    const state: SyncState = {
      _id: 'i',
      tenantId: 't',
      version: 1,
      activeRunId: 'run',
      marks: { company: later(1) },
      refused: {},
    };

    const completed = stateAfter(state, { ...read, ...endRun(read, 'completed', later(10)) });
    const failed = stateAfter(state, { ...read, ...endRun(read, 'failed', later(10)) });

    expect(completed).toMatchObject({ marks: { company: later(9) }, fullSyncedAt: NOW });
    expect(failed.marks).toEqual({ company: later(1) });
    expect([completed, failed].every((after) => after.activeRunId === undefined)).toBe(true);
  });

  it('never lets a mark go back, whatever the order of the pages', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { minLength: 1 }), (offsets) => {
        let current = run('delta', { company: NOW });
        for (const [index, offset] of offsets.entries()) {
          const next = index === offsets.length - 1 ? undefined : String(index);
          current = {
            ...current,
            ...afterPage(current, { applied: 1, refused: 0, next, watermark: later(offset), calls: 1 }, NOW),
          };
        }
        const state: SyncState = {
          _id: 'i',
          tenantId: 't',
          version: 1,
          activeRunId: 'run',
          marks: { company: later(500) },
          refused: {},
        };

        const after = stateAfter(state, { ...current, state: 'completed' });

        expect(after.marks['company']?.getTime()).toBe(later(Math.max(500, ...offsets)).getTime());
      }),
    );
  });
});
