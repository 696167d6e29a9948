import { eventually } from '@psa-bridge/testing';
import { seconds } from '../../scenario-run/figures.ts';
import { CAUSES, mixedFailures } from './failures.ts';
import { causeGroups, openCount, report, type DeskStory } from './story.ts';

export const FAILURES = 10_000;
const INTAKE_LIMIT = { timeoutMs: 240_000, everyMs: 1_000 };
const LOOKS = 5;

/** Point 2: failures of one cause are one group, whatever their records are called. */
export async function causesGrouped(story: DeskStory): Promise<Record<string, unknown>> {
  const { api, checks, progress } = story;
  await api.request('PUT', '/v1/issues/digest', { body: {} });
  const { results, expected } = mixedFailures(FAILURES);
  const startedAt = performance.now();
  await report(story, results);
  await eventually(async () => {
    const open = await openCount(story);
    progress(`${open} issues are open`);
    if (open < FAILURES) throw new Error(`${open} issues are open`);
  }, INTAKE_LIMIT);
  const intakeSeconds = seconds(startedAt);

  const { items, total } = await causeGroups(story);
  checks.equal([items.length, total], [CAUSES.length, CAUSES.length], 'groups of 10,000 failures of 12 causes');
  const byNumber = (numbers: Iterable<number>) => [...numbers].sort((a, b) => b - a);
  checks.equal(byNumber(items.map(({ open }) => open)), byNumber(expected.values()), 'issues in each group');
  const took: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    const at = performance.now();
    await causeGroups(story);
    took.push(Math.round(performance.now() - at));
  }
  return { failures: FAILURES, groups: items.length, intakeSeconds, groupListMs: took };
}
