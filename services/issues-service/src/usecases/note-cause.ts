import { causeOf } from '../domain/cause/cause-of.ts';
import { noted } from '../domain/cause/known-cause.ts';
import type { EntityResult } from '../domain/entity-result.ts';
import type { Problem } from '../domain/issue.ts';
import type { Deps } from '../ports.ts';

/** Causes that this process has noted lately; what is forgotten is noted once more. */
const MOST_REMEMBERED = 5_000;

/** Makes the cause of a failure known, once for many failures: what is remembered costs no round trip. */
export function makeNoteCause({ causes, wakeDigests }: Pick<Deps, 'causes' | 'wakeDigests'>) {
  const remembered = new Set<string>();

  return async (result: EntityResult, problem: Problem): Promise<void> => {
    const { key } = causeOf(result, problem);
    if (remembered.has(key)) return;
    await causes.forTenant(result.tenantId).mutate(key, (current) => noted(current, result, problem));
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.add(key);
    wakeDigests();
  };
}
