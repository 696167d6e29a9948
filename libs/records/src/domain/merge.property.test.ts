import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromFields, toFields, type Fields } from './fields.ts';
import { mergeThreeWays } from './merge.ts';

const at = new Date('2026-01-05T08:00:00.000Z');
const names = ['name', 'telephone', 'address', 'customFields.a', 'customFields.b.c'];
const value = fc.oneof(fc.constantFrom('x', 'y', 'z'), fc.record({ city: fc.constantFrom('A', 'B') }));
const fields: fc.Arbitrary<Fields> = fc.dictionary(fc.constantFrom(...names), value, { noNullPrototype: true });
const spoken = fc.subarray(names).map((list) => new Set(list));
/** Whatever an answer holds is spoken of. */
const sides = fc.record({ base: fields, local: fields, incoming: fields, spoken }).map(({ spoken: also, ...sides }) => ({
  ...sides,
  spokenOf: also.union(new Set(Object.keys(sides.incoming))),
  at,
}));

describe('mergeThreeWays', () => {
  it('never loses a local edit that waits for its push', () => {
    fc.assert(
      fc.property(sides, (input) => {
        const { merged } = mergeThreeWays(input);

        for (const field of names) {
          const isPending = JSON.stringify(input.local[field]) !== JSON.stringify(input.base[field]);
          if (isPending) expect(merged[field]).toEqual(input.local[field]);
        }
      }),
    );
  });

  it('takes every change of the PSA where nothing was edited here', () => {
    fc.assert(
      fc.property(sides, (input) => {
        const { merged, conflicts } = mergeThreeWays({ ...input, local: input.base });

        expect(conflicts).toEqual([]);
        for (const field of input.spokenOf) expect(merged[field]).toEqual(input.incoming[field]);
      }),
    );
  });

  it('touches nothing of which the PSA never speaks', () => {
    fc.assert(
      fc.property(sides, (input) => {
        const { merged, seen } = mergeThreeWays(input);

        for (const field of names.filter((name) => !input.spokenOf.has(name))) {
          expect(merged[field]).toEqual(input.local[field]);
          expect(seen[field]).toEqual(input.base[field]);
        }
      }),
    );
  });

  it('changes nothing more when the same answer comes again', () => {
    fc.assert(
      fc.property(sides, (input) => {
        const first = mergeThreeWays(input);

        const second = mergeThreeWays({ ...input, base: first.seen, local: first.merged });

        expect(second).toEqual({ merged: first.merged, isChanged: false, seen: first.seen, isNews: false, conflicts: [] });
      }),
    );
  });

  it('tells a conflict exactly where both sides changed a field to different values', () => {
    fc.assert(
      fc.property(sides, (input) => {
        const text = (side: Fields, field: string): string => JSON.stringify(side[field]) ?? 'absent';
        const expected = names.filter(
          (field) =>
            input.spokenOf.has(field) &&
            new Set([text(input.base, field), text(input.local, field), text(input.incoming, field)]).size === 3,
        );

        const { conflicts } = mergeThreeWays(input);

        expect(conflicts.map(({ field }) => field).sort()).toEqual(expected.sort());
        expect(conflicts.every(({ kept }) => kept === 'local')).toBe(true);
      }),
    );
  });

  it('says rightly whether anything is different afterwards', () => {
    fc.assert(
      fc.property(sides, (input) => {
        const { merged, isChanged, seen, isNews } = mergeThreeWays(input);

        expect(isChanged).toBe(!isEqual(merged, input.local));
        expect(isNews).toBe(!isEqual(seen, input.base));
      }),
    );
  });

  it('brings both sides together: after the push of what was merged, the PSA says what stands here', () => {
    fc.assert(
      fc.property(sides, (input) => {
        const first = mergeThreeWays(input);
        const afterPush = Object.fromEntries(
          [...input.spokenOf].flatMap((field) => (first.merged[field] === undefined ? [] : [[field, first.merged[field]]])),
        );

        const second = mergeThreeWays({ ...input, base: first.seen, local: first.merged, incoming: afterPush });

        expect(second).toMatchObject({ isChanged: false, conflicts: [] });
        for (const field of input.spokenOf) expect(second.seen[field]).toEqual(second.merged[field]);
      }),
    );
  });
});

describe('fields', () => {
  it('hold all of the data, each custom field for itself (PA-33)', () => {
    const data = fc.record(
      {
        name: fc.string(),
        address: fc.record({ city: fc.string() }),
        customFields: fc.dictionary(
          fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
          fc.oneof(fc.string(), fc.integer()),
          { minKeys: 1, noNullPrototype: true },
        ),
      },
      { requiredKeys: ['name'], noNullPrototype: true },
    );

    fc.assert(fc.property(data, (given) => expect(fromFields(toFields(given))).toEqual(given)));
  });
});

function isEqual(one: Fields, other: Fields): boolean {
  return names.every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]));
}
