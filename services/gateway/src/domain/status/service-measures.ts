import type { ApiMeasures, QueueMeasures, ServiceBeat } from '@psa-bridge/service-host';

/** Of all processes of a service together (OP-05). */
export interface ServiceMeasures {
  api: ApiMeasures;
  queues: readonly QueueMeasures[];
  /** How long the database took to take a beat, where that was measured; of the slowest process. */
  databaseSeconds?: number;
}

export function measuresOf(beats: readonly ServiceBeat[]): ServiceMeasures {
  const times = beats.flatMap(({ databaseSeconds }) => databaseSeconds ?? []);
  const queues = Map.groupBy(
    beats.flatMap((beat) => beat.queues),
    ({ topic, group }) => `${topic} ${group}`,
  );
  return {
    api: ofApi(beats.map(({ api }) => api)),
    queues: [...queues.values()].map(ofQueue).sort((a, b) => (a.topic < b.topic ? -1 : 1)),
    ...(times.length === 0 ? {} : { databaseSeconds: Math.max(...times) }),
  };
}

function ofApi(all: readonly ApiMeasures[]): ApiMeasures {
  const slowest = all.flatMap(({ p95Seconds }) => p95Seconds ?? []);
  return {
    requests: sum(all.map(({ requests }) => requests)),
    failures: sum(all.map(({ failures }) => failures)),
    ...meanOf(all.map(({ requests, meanSeconds }) => ({ count: requests, meanSeconds }))),
    ...(slowest.length === 0 ? {} : { p95Seconds: Math.max(...slowest) }),
  };
}

/** Each process reads partitions of its own, so what waits adds up. */
function ofQueue(all: readonly QueueMeasures[]): QueueMeasures {
  const { topic = '', group = '' } = all[0] ?? {};
  return {
    ...{ topic, group },
    waiting: sum(all.map(({ waiting }) => waiting)),
    oldestSeconds: Math.max(...all.map(({ oldestSeconds }) => oldestSeconds)),
    handled: sum(all.map(({ handled }) => handled)),
    ...meanOf(all.map(({ handled, meanSeconds }) => ({ count: handled, meanSeconds }))),
  };
}

function meanOf(all: readonly { count: number; meanSeconds?: number | undefined }[]): { meanSeconds?: number } {
  const measured = all.flatMap(({ count, meanSeconds }) => (meanSeconds === undefined ? [] : { count, meanSeconds }));
  const count = sum(measured.map((one) => one.count));
  return count === 0 ? {} : { meanSeconds: sum(measured.map((one) => one.count * one.meanSeconds)) / count };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
