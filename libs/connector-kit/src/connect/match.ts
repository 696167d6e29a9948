import type { RecordType } from '@psa-bridge/records';
import type { NaturalKey, Resource } from '../definition/resource.ts';

/** Strongest first: an e-mail address or a number says more than a domain, a domain more than a name (architecture rule 9). */
export const STRENGTH = ['number', 'email', 'domain', 'name'] as const satisfies readonly NaturalKey['kind'][];

export interface Candidate {
  id: string;
  name: string;
  keys: readonly NaturalKey[];
}

/** What one PSA entity means for our records. */
export type MatchOutcome =
  | { outcome: 'match'; externalId: string; externalName: string; recordId: string; by: NaturalKey['kind'] }
  /** Several records fit, or the record that fits was taken by another entity: a person decides. */
  | { outcome: 'conflict'; externalId: string; externalName: string; recordIds: readonly string[]; by: NaturalKey['kind'] }
  /** No record of ours: it will be created here. */
  | { outcome: 'new'; externalId: string };

export interface Matcher {
  /** Call once for each PSA entity, in any order but the same one for the same result. */
  match(external: Candidate): MatchOutcome;
  /** Records that no PSA entity matched so far. */
  unmatched(): readonly Candidate[];
}

/**
 * Matches PSA entities to our unlinked records by the strongest key that fits. Never guesses: a key that fits several records,
 * or a record that fits several entities, is a conflict. Pure but for its own bookkeeping.
 */
export function createMatcher(records: readonly Candidate[]): Matcher {
  const byKey = new Map<string, string[]>();
  const byId = new Map(records.map((record) => [record.id, record]));
  const taken = new Set<string>();
  for (const record of records) {
    for (const key of new Set(record.keys.map(keyText))) byKey.set(key, [...(byKey.get(key) ?? []), record.id]);
  }

  return {
    match({ id: externalId, name: externalName, keys }) {
      for (const kind of STRENGTH) {
        const found = [...new Set(keys.filter((key) => key.kind === kind).flatMap((key) => byKey.get(keyText(key)) ?? []))];
        const [recordId] = found;
        if (recordId === undefined) continue;
        if (found.length > 1 || taken.has(recordId))
          return { outcome: 'conflict', externalId, externalName, recordIds: found, by: kind };
        taken.add(recordId);
        return { outcome: 'match', externalId, externalName, recordId, by: kind };
      }
      return { outcome: 'new', externalId };
    },
    unmatched: () => [...byId.values()].filter((record) => !taken.has(record.id)),
  };
}

/** An entity or a record as what it can be matched by. */
export function candidateOf<Type extends RecordType>(
  resource: Pick<Resource<Type, never, never>, 'nameOf' | 'naturalKeys'> | undefined,
  { id, data }: { id: string; data: object },
): Candidate {
  const { name, title, email } = data as { name?: string; title?: string; email?: string };
  return {
    id,
    name: resource?.nameOf?.(data as never) ?? name ?? title ?? email ?? id,
    keys: resource?.naturalKeys?.(data as never) ?? [],
  };
}

function keyText({ kind, value }: NaturalKey): string {
  return `${kind}:${value.trim().toLowerCase().replace(/\s+/g, ' ')}`;
}
