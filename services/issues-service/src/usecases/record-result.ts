import { applyResult } from '../domain/apply-result.ts';
import type { EntityResult } from '../domain/entity-result.ts';
import { issueId } from '../domain/issue.ts';
import type { Deps } from '../ports.ts';
import { makeChangeIssue } from './change-issue.ts';
import { makeNoteCause } from './note-cause.ts';

/**
 * Takes a sync result in: opens, updates, reopens or clears the entity's issue (IS-02, IS-06 to IS-09). Answers false when
 * the result was not newer than one already seen, and so changed nothing.
 */
export function makeRecordResult(deps: Pick<Deps, 'issues' | 'causes' | 'marks' | 'metrics' | 'logger' | 'wakeDigests'>) {
  const changeIssue = makeChangeIssue(deps);
  const noteCause = makeNoteCause(deps);

  return async (result: EntityResult): Promise<boolean> => {
    const { tenantId, problem } = result;
    const id = issueId(tenantId, result);
    const known = await deps.issues.forTenant(tenantId).get(id);
    if (!known && !problem) return raiseMark(id, result);
    if (!known && (await isBehindMark(id, result))) return false;
    // Before the issue, so that no issue ever has a cause that nobody knows.
    if (problem) await noteCause(result, problem);
    const changed = await changeIssue({
      ...{ tenantId, id, at: result.finishedAt },
      decide: (current) => applyResult(current, result),
    });
    return changed.isChanged;
  };

  async function raiseMark(id: string, { tenantId, sequence }: EntityResult): Promise<boolean> {
    let isNewer = false;
    await deps.marks.forTenant(tenantId).mutate(id, (current) => {
      isNewer = !current || current.sequence < sequence;
      return isNewer ? { _id: id, tenantId, sequence } : undefined;
    });
    return isNewer;
  }

  async function isBehindMark(id: string, { tenantId, sequence }: EntityResult): Promise<boolean> {
    const mark = await deps.marks.forTenant(tenantId).get(id);
    return mark !== undefined && sequence <= mark.sequence;
  }
}
