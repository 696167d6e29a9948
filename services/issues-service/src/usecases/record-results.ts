import type { EntityResult } from '../domain/entity-result.ts';
import { issueId } from '../domain/issue.ts';
import { takeIn, type TakenIn } from '../domain/take-in.ts';
import type { Deps } from '../ports.ts';
import { makeReportChange } from './change-issue.ts';
import { makeNoteCause } from './note-cause.ts';

/**
 * Takes sync results of one tenant in: each opens, updates, reopens or clears its entity's issue (IS-02, IS-06 to IS-09). However
 * many come together, they cost a handful of round trips. Answers of each whether it was newer than one already seen.
 */
export function makeRecordResults(deps: Pick<Deps, 'issues' | 'causes' | 'marks' | 'metrics' | 'logger' | 'wakeDigests'>) {
  const report = makeReportChange(deps);
  const noteCause = makeNoteCause(deps);

  return async (tenantId: string, results: readonly EntityResult[]): Promise<readonly boolean[]> => {
    const byIssue = Map.groupBy(results, (result) => issueId(tenantId, result));
    const ids = [...byIssue.keys()];
    const marks = await deps.marks.forTenant(tenantId).getMany(ids);
    const known = new Map(marks.map(({ _id, sequence }) => [_id, sequence]));
    // Before the issues, so that none ever has a cause that nobody knows.
    for (const result of results) if (result.problem) await noteCause(result, result.problem);
    const taken = new Map<string, TakenIn>();
    await deps.issues.forTenant(tenantId).mutateMany(ids, (id, current) => {
      const made = takeIn(current, known.get(id) ?? 0, byIssue.get(id) ?? []);
      taken.set(id, made);
      return made.issue;
    });
    await raiseMarks(tenantId, taken);
    for (const { changes } of taken.values()) changes.forEach(report);
    const news = new Map(
      [...byIssue].flatMap(([id, own]) => own.map((result, at) => [result, taken.get(id)?.news[at] ?? false])),
    );
    return results.map((result) => news.get(result) ?? false);
  };

  async function raiseMarks(tenantId: string, taken: ReadonlyMap<string, TakenIn>): Promise<void> {
    const raised = new Map([...taken].flatMap(([id, { mark }]) => (mark === undefined ? [] : [[id, mark]])));
    if (raised.size === 0) return;
    await deps.marks.forTenant(tenantId).mutateMany([...raised.keys()], (_id, current) => {
      const sequence = raised.get(_id) ?? 0;
      return current && current.sequence >= sequence ? undefined : { _id, tenantId, sequence };
    });
  }
}
