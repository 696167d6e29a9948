import { decodePayload, events, Lane, Outcome, timestampFromDate, topics, type RetryWork } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import { seconds } from '../../scenario-run/figures.ts';
import { CAUSES } from './failures.ts';
import { causeGroups, openCount, report, type CauseGroup, type DeskStory, type Result } from './story.ts';

const LIMIT = { timeoutMs: 180_000, everyMs: 500 };

/** Point 2: mended once, retried together; the count falls with each success, and nothing else is asked for. */
export async function groupMended(story: DeskStory): Promise<Record<string, unknown>> {
  const { api, checks, progress } = story;
  const before = await causeGroups(story);
  const [largest] = before.items;
  if (!largest) throw new Error('There is no group to mend.');
  checks.that(largest.cause.remedy !== '', 'the largest group names its remedy');
  const startedAt = performance.now();
  await api.post('/v1/issues/retry-all', { filter: largest.filter });
  const commands = await eventually(() => commandsOf(story, largest.open), LIMIT);
  progress(`${commands.length} retries were asked of the connector`);
  const counts = await carryOut(story, commands, largest);

  checks.equal(commands.length, largest.open, 'retries of one group');
  checks.equal([...new Set(commands.map(({ lane }) => lane))], [Lane.BULK], 'the lane of its retries');
  checks.that(
    counts.every((count, index) => index === 0 || count <= (counts[index - 1] ?? 0)),
    `the count rose: ${counts.join()}`,
  );
  checks.that(
    counts.some((count) => count > 0 && count < largest.open),
    `the count fell in one step: ${counts.join()}`,
  );
  const after = await causeGroups(story);
  checks.equal(after.total, CAUSES.length - 1, 'groups once one is mended');
  checks.equal(await openCount(story), total(before.items) - largest.open, 'issues of the other causes');
  return { mendedIssues: largest.open, mendSeconds: seconds(startedAt), countsSeen: counts.length };
}

async function commandsOf({ bus }: DeskStory, most: number): Promise<readonly RetryWork[]> {
  const messages = await Array.fromAsync(bus.readAll(topics.commands('autotask').name));
  if (messages.length < most) throw new Error(`${messages.length} retries were asked for`);
  return messages.map(({ value }) => decodePayload(events.retryWork, value));
}

/** The connector tries again, and all goes well; answers what the group's count was meanwhile. */
async function carryOut(story: DeskStory, commands: readonly RetryWork[], group: CauseGroup): Promise<readonly number[]> {
  const results = commands.map(({ integrationId, entityType, entityId }): Result => ({
    ...{ integrationId, provider: 'autotask', entityType, entityId, operation: 'push', outcome: Outcome.SUCCEEDED, attempts: 1 },
    ...{ sequence: 2n, finishedAt: timestampFromDate(new Date()) },
  }));
  const counts: number[] = [group.open];
  const half = Math.ceil(results.length / 2);
  for (const part of [results.slice(0, half), results.slice(half)]) {
    await report(story, part);
    const left = (counts.at(-1) ?? 0) - part.length;
    await eventually(async () => {
      const { items } = await causeGroups(story);
      const open = items.find(({ cause }) => cause.id === group.cause.id)?.open ?? 0;
      if (open !== counts.at(-1)) counts.push(open);
      if (open > Math.max(0, left)) throw new Error(`${open} issues are left`);
    }, LIMIT);
  }
  return counts;
}

function total(groups: readonly CauseGroup[]): number {
  return groups.reduce((sum, { open }) => sum + open, 0);
}
