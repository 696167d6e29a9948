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
  type SyncPast,
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

const fullySynced = (marks: SyncState['marks'] = {}): SyncPast => ({
  marks,
  fullSyncedAt: NOW,
  covered: ['value:stage', 'company', 'product'],
});

function run(kind: StandardKind, past?: SyncPast): SyncRun {
  return {
    ...{ _id: 'run', tenantId: 't', version: 1, integrationId: 'i', kind, lane: 'bulk', state: 'running' },
    ...{
      phases: planPhases(definition, kind, { past, now: NOW }),
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
    const phases = run('delta', fullySynced({ company: later(600_000), product: later(600_000) })).phases;

    expect(phases.map(({ name, since }) => [name, since])).toEqual([['company', later(480_000)]]);
    expect(run('delta').phases).toEqual([]);
  });

  it.each([
    ['a type that nothing was seen of yet', fullySynced(), ['company']],
    ['drop-down values that came with a later version', { ...fullySynced({ company: NOW }), covered: ['product'] }, ['fields:0']],
    ['a type without change dates that came later', { ...fullySynced({ company: NOW }), covered: ['value:stage'] }, ['product']],
    [
      'all of that where an older version kept no note of it',
      { marks: {}, fullSyncedAt: NOW },
      ['fields:0', 'company', 'product'],
    ],
  ] as const)('SY-09: a delta reads %s to its end', (_what, past, whole) => {
    const { phases } = run('delta', past);

    expect(phases.flatMap(({ name, since }) => (since === undefined ? name : []))).toEqual(whole);
  });

  it('SY-22: a delta leaves a type out until its own time has passed since it was read, whatever kind of run that was', () => {
    const HOUR = 3_600_000;
    const company = { pull: { label: 'Companies', changes: 'since', page } };
    const opportunity = { pull: { label: 'Opportunities', changes: 'since', everyMs: HOUR, page } };
    const hourly = { resources: { company, opportunity } } as unknown as AnyDefinition;
    const full = { ...run('full'), phases: planPhases(hourly, 'full', { past: undefined, now: NOW }) };
    const seen = {
      _id: 'i',
      tenantId: 't',
      version: 1,
      activeRunId: 'run',
      refused: {},
      marks: { company: NOW, opportunity: NOW },
    };
    const past = stateAfter(seen, { ...full, state: 'completed' }, hourly);
    const readAt = (ms: number): string[] => planPhases(hourly, 'delta', { past, now: later(ms) }).map(({ name }) => name);

    expect(readAt(HOUR - 1)).toEqual(['company']);
    expect(readAt(HOUR)).toEqual(['company', 'opportunity']);
  });

  it('is covered by what was completed, and by nothing that failed, read only a part or read nothing', () => {
    const before: SyncState = { _id: 'i', tenantId: 't', version: 1, activeRunId: 'run', marks: {}, refused: {} };
    const own = { ...run('full'), kind: 'import', phases: [{ ...run('full').phases[2], part: 'p' }] } as SyncRun;
    const coveredAfter = (ended: SyncRun) => stateAfter(before, { ...ended, _id: 'run' }, definition).covered;

    expect(coveredAfter({ ...run('full'), state: 'completed' })).toEqual(['value:stage', 'company', 'product']);
    expect(coveredAfter({ ...run('fields'), state: 'completed' })).toEqual(['value:stage']);
    expect(coveredAfter({ ...own, state: 'completed' })).toEqual([]);
    expect(coveredAfter({ ...run('full'), state: 'failed' })).toBeUndefined();
    expect(coveredAfter({ ...run('full'), kind: 'deletions', state: 'completed' })).toBeUndefined();
  });

  it('SY-08, ID-05: people are read last in a full sync, alone where that is asked for, and in a delta only where none ever were', () => {
    const withPeople = { ...definition, people: { label: 'People' } } as unknown as AnyDefinition;
    const names = (kind: StandardKind, past?: SyncPast) =>
      planPhases(withPeople, kind, { past, now: NOW }).map(({ name }) => name);
    const past = fullySynced({ company: NOW });

    expect(names('full').at(-1)).toBe('people');
    expect(names('people')).toEqual(['people']);
    expect(names('delta', past)).toEqual(['company', 'people']);
    expect(names('delta', { ...past, covered: [...(past.covered ?? []), 'people'] })).toEqual(['company']);
    expect(planPhases(definition, 'people', { past, now: NOW })).toEqual([]);
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
    const read = { ...run('full'), phases: run('full').phases.map((phase) => ({ ...phase, watermark: later(-1) })) };
    const state: SyncState = {
      _id: 'i',
      tenantId: 't',
      version: 1,
      activeRunId: 'run',
      marks: { company: later(-9) },
      refused: {},
    };

    const completed = stateAfter(state, { ...read, ...endRun(read, 'completed', later(10)) }, definition);
    const failed = stateAfter(state, { ...read, ...endRun(read, 'failed', later(10)) }, definition);

    expect(completed).toMatchObject({ marks: { company: later(-1) }, fullSyncedAt: NOW, syncedAt: NOW });
    expect(failed.marks).toEqual({ company: later(-9) });
    expect(failed).not.toHaveProperty('syncedAt');
    expect([completed, failed].every((after) => after.activeRunId === undefined)).toBe(true);
  });

  it('SY-09: marks no change as seen that came after the first of its entities was read, which a try before the run may have kept', () => {
    const state: SyncState = { _id: 'i', tenantId: 't', version: 1, activeRunId: 'run', marks: {}, refused: {} };
    const pages = [
      { applied: 1, refused: 0, next: undefined, calls: 1 },
      { applied: 1, refused: 0, next: '2', watermark: later(-60_000), readAt: later(-10), calls: 1 },
      { applied: 1, refused: 0, next: undefined, watermark: later(5_000), readAt: later(6_000), calls: 1 },
    ];
    const read = pages.reduce((current, page) => ({ ...current, ...afterPage(current, page, NOW) }), run('full'));

    const { marks } = stateAfter(state, { ...read, state: 'completed' }, definition);

    expect(marks['company']).toEqual(later(-10));
  });

  it('says of a full pass what was read before under the same settings, and nothing where the settings are others', () => {
    const past = { ...fullySynced({ company: later(600_000) }), settingsRevision: 3 };
    const readUpTo = (settingsRevision: number) =>
      planPhases(definition, 'full', { past, now: NOW, settingsRevision }).find(({ name }) => name === 'company')?.readUpTo;

    expect([readUpTo(3), readUpTo(4)]).toEqual([later(480_000), undefined]);
  });

  it('never lets a mark go back, whatever the order of the pages, nor beyond the start of the run, when pages read by then could still change', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1 }), (offsets) => {
        let current = run('delta', fullySynced({ company: NOW }));
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
          marks: { company: later(-500) },
          refused: {},
        };

        const after = stateAfter(state, { ...current, state: 'completed' }, definition);

        expect(after.marks['company']?.getTime()).toBe(later(Math.min(0, Math.max(-500, ...offsets))).getTime());
      }),
    );
  });
});
