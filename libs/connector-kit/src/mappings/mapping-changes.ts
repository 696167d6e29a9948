import type { MappingWarning } from './stale-mapping.ts';

/** What a look at all mappings of an integration found. */
export interface Finding {
  stale: readonly MappingWarning[];
  /** Mappings to values of a sort that was never read: nothing is known of them. */
  unjudged: ReadonlySet<string>;
}

/** What becomes of one mapping's issue. */
export interface MappingChange {
  entityId: string;
  entityName: string;
  /** It opens or says something new; absent: it clears. */
  warning?: MappingWarning;
}

/**
 * What is to be told after a look: what is new or reads differently, and what was mended since. What was asked about is
 * answered in any case, for somebody waits for it.
 */
export function changesOf(
  open: readonly MappingWarning[],
  { stale, unjudged }: Finding,
  asked: readonly string[],
): readonly MappingChange[] {
  const before = new Map(open.map((warning) => [warning.entityId, warning]));
  // What is not known now is taken as it was.
  const kept = open.filter(({ entityId }) => unjudged.has(entityId));
  const now = new Map([...kept, ...stale].map((warning) => [warning.entityId, warning]));
  const waiting = new Set(asked);
  const told = [...now.values()].filter(
    (warning) => waiting.has(warning.entityId) || !isSame(warning, before.get(warning.entityId)),
  );
  const mended = [...new Set([...before.keys(), ...waiting])].filter((entityId) => !now.has(entityId));
  return [
    ...told.map((warning) => ({ entityId: warning.entityId, entityName: warning.entityName, warning })),
    ...mended.map((entityId) => ({ entityId, entityName: before.get(entityId)?.entityName ?? '' })),
  ];
}

/** The open warnings after these changes. */
export function afterChanges(open: readonly MappingWarning[], changes: readonly MappingChange[]): readonly MappingWarning[] {
  const changed = new Set(changes.map(({ entityId }) => entityId));
  return [...open.filter(({ entityId }) => !changed.has(entityId)), ...changes.flatMap(({ warning }) => warning ?? [])];
}

function isSame(one: MappingWarning, other: MappingWarning | undefined): boolean {
  return one.message === other?.message && one.remedy === other.remedy && one.entityName === other.entityName;
}
