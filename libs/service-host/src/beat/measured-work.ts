import type { Metrics, Sample } from '@psa-bridge/observability';

/** How a process answered its requests within the last minute (OP-05). */
export interface ApiMeasures {
  requests: number;
  /** Of these, how many it failed to serve itself: answers of 500 and above. */
  failures: number;
  /** Of an answer, on average; absent where there was none. */
  meanSeconds?: number;
  /** 95 of 100 answers took at most so long; absent where there was none, or where it is longer than is measured. */
  p95Seconds?: number;
}

/** What waits for one group in one topic, and how long it took with messages within the last minute (OP-05). */
export interface QueueMeasures {
  topic: string;
  group: string;
  waiting: number;
  /** Age of the oldest message that is not done. */
  oldestSeconds: number;
  /** Messages that are done, whatever became of them. */
  handled: number;
  /** Of a message, on average; absent where none was handled. */
  meanSeconds?: number;
}

export interface MeasuredWork {
  api: ApiMeasures;
  queues: readonly QueueMeasures[];
}

/** What was measured since the process began. */
export interface Totals {
  api: { requests: number; failures: number; spread: Spread };
  queues: ReadonlyMap<string, QueueTotals>;
}

interface QueueTotals extends Pick<QueueMeasures, 'topic' | 'group' | 'waiting' | 'oldestSeconds'> {
  handled: number;
  spread: Spread;
}

interface Spread {
  count: number;
  seconds: number;
  /** How many took at most so many seconds. */
  within: ReadonlyMap<number, number>;
}

const NONE: Spread = { count: 0, seconds: 0, within: new Map() };
/** Of a message that is tried again. */
const NOT_DONE = ['waiting', 'failed'];

export const NOTHING_MEASURED: Totals = { api: { requests: 0, failures: 0, spread: NONE }, queues: new Map() };

/** Taken from the metrics, so that the status and the dashboards tell the same. */
export async function readTotals({ read }: Metrics): Promise<Totals> {
  const [answers, answerTimes, lag, ages, messages, handlingTimes] = await Promise.all([
    read('psa_bridge_http_requests_total'),
    read('psa_bridge_http_request_seconds'),
    read('psa_bridge_consumer_lag_messages'),
    read('psa_bridge_consumer_oldest_age_seconds'),
    read('psa_bridge_consumer_messages_total'),
    read('psa_bridge_consumer_handling_seconds'),
  ]);
  const failed = answers.filter(({ labels }) => Number(labels['status']) >= 500);
  const oldest = new Map(ages.map((sample) => [queueOf(sample), sample.value]));
  const done = Map.groupBy(
    messages.filter(({ labels }) => !NOT_DONE.includes(labels['outcome'] ?? '')),
    queueOf,
  );
  const handling = Map.groupBy(handlingTimes, queueOf);
  const queues = lag.map((sample): [string, QueueTotals] => {
    const { topic = '', group = '' } = sample.labels;
    const queue = queueOf(sample);
    const standing = { topic, group, waiting: sample.value, oldestSeconds: oldest.get(queue) ?? 0 };
    return [queue, { ...standing, handled: sumOf(done.get(queue) ?? []), spread: spreadOf(handling.get(queue) ?? []) }];
  });
  const api = { requests: sumOf(answers), failures: sumOf(failed), spread: spreadOf(answerTimes) };
  return { api, queues: new Map(queues) };
}

/** What happened between two looks at the totals. */
export function measuredBetween(before: Totals, now: Totals): MeasuredWork {
  const { seconds, count, within } = between(before.api.spread, now.api.spread);
  const p95Seconds = [...within].sort(([a], [b]) => a - b).find(([, many]) => many >= count * 0.95)?.[0];
  return {
    api: {
      requests: now.api.requests - before.api.requests,
      failures: now.api.failures - before.api.failures,
      ...meanOf(count, seconds),
      ...(count === 0 || p95Seconds === undefined ? {} : { p95Seconds }),
    },
    queues: [...now.queues].map(([queue, { spread, handled, ...standing }]) => {
      const earlier = before.queues.get(queue);
      const took = between(earlier?.spread ?? NONE, spread);
      return { ...standing, handled: handled - (earlier?.handled ?? 0), ...meanOf(took.count, took.seconds) };
    }),
  };
}

function meanOf(count: number, seconds: number): { meanSeconds?: number } {
  return count === 0 ? {} : { meanSeconds: seconds / count };
}

function between(before: Spread, now: Spread): Spread {
  return {
    count: now.count - before.count,
    seconds: now.seconds - before.seconds,
    within: new Map([...now.within].map(([seconds, many]) => [seconds, many - (before.within.get(seconds) ?? 0)])),
  };
}

function queueOf({ labels }: Sample): string {
  return `${labels['topic']} ${labels['group']}`;
}

/** One spread of all samples of a histogram, whatever their other labels are. */
function spreadOf(samples: readonly Sample[]): Spread {
  const within = new Map<number, number>();
  for (const { part, labels, value } of samples) {
    const seconds = Number(labels['le']);
    if (part === 'bucket' && Number.isFinite(seconds)) within.set(seconds, (within.get(seconds) ?? 0) + value);
  }
  const ofPart = (part: Sample['part']): number => sumOf(samples.filter((sample) => sample.part === part));
  return { count: ofPart('count'), seconds: ofPart('sum'), within };
}

function sumOf(samples: readonly Sample[]): number {
  return samples.reduce((sum, { value }) => sum + value, 0);
}
