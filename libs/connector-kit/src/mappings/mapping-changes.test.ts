import { describe, expect, it } from '@jest/globals';
import { afterChanges, changesOf, type Finding } from './mapping-changes.ts';
import type { MappingWarning } from './stale-mapping.ts';

const warning = (entityId: string, message = 'is inactive'): MappingWarning => ({
  entityId,
  entityName: `Name of ${entityId}`,
  message,
  remedy: 'Choose another.',
});
const finding = (stale: readonly MappingWarning[], unjudged: readonly string[] = []): Finding => ({
  stale,
  unjudged: new Set(unjudged),
});
/** Entity → its message, or `cleared`. */
const spoken = (changes: ReturnType<typeof changesOf>) =>
  Object.fromEntries(changes.map((change) => [change.entityId, change.warning?.message ?? 'cleared']));

describe('the mappings of an integration', () => {
  it('warn once: what is open and reads the same is not told again', () => {
    expect(spoken(changesOf([], finding([warning('a'), warning('b')]), []))).toEqual({ a: 'is inactive', b: 'is inactive' });
    expect(changesOf([warning('a'), warning('b')], finding([warning('b'), warning('a')]), [])).toEqual([]);
  });

  it('warn anew when the words change, as after choosing another dead value or when more would fail', () => {
    expect(spoken(changesOf([warning('a')], finding([warning('a', 'is gone')]), []))).toEqual({ a: 'is gone' });
  });

  it('clear what was mended, under the name that it was shown by', () => {
    expect(changesOf([warning('a'), warning('b')], finding([warning('b')]), [])).toEqual([
      { entityId: 'a', entityName: 'Name of a' },
    ]);
  });

  it('stay as they are while nothing is known of the sort of value they point at', () => {
    expect(changesOf([warning('a')], finding([], ['a', 'c']), [])).toEqual([]);
  });

  it.each([
    ['it is stale still', [warning('a')], finding([warning('a')]), 'is inactive'],
    ['it is mended', [warning('a')], finding([]), 'cleared'],
    ['it was never open here', [], finding([]), 'cleared'],
    ['nothing is known of it now', [warning('a', 'was inactive')], finding([], ['a']), 'was inactive'],
  ])('answer a retry in any case, once: %s', (_, open, found, answer) => {
    expect(spoken(changesOf(open, found, ['a', 'a']))).toEqual({ a: answer });
  });

  it('are open as told, so that the next look finds nothing to tell', () => {
    const open = [warning('a'), warning('b')];
    const next = finding([warning('b', 'is gone'), warning('c')]);

    const after = afterChanges(open, changesOf(open, next, []));

    expect(changesOf(after, next, [])).toEqual([]);
    expect(after.map(({ entityId }) => entityId).sort()).toEqual(['b', 'c']);
  });
});
