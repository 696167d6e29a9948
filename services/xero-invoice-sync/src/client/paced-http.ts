import type { ArmedPoints, Clock } from '@psa-bridge/core';
import type { HttpClient, HttpRequest, HttpResponse } from '@psa-bridge/http-client';

export interface PaceOptions {
  /** So many calls of a group … */
  calls: number;
  /** … within any time of this length. */
  ms: number;
  clock: Clock;
  /** Where a test lets the process die. */
  faults: ArmedPoints;
}

/**
 * Keeps Xero's limit of a minute by waiting, first come, first served: any minute of ours holds fewer calls than one of Xero's may,
 * wherever that begins (xero.md 5.1).
 */
export function pacedHttp(http: Pick<HttpClient, 'request'>, options: PaceOptions): Pick<HttpClient, 'request'> {
  const { calls, ms, clock, faults } = options;
  const turns = new Map<string, { startedAt: number[]; last: Promise<void> }>();

  async function turn(group: string): Promise<void> {
    const queue = turns.get(group) ?? { startedAt: [], last: Promise.resolve() };
    turns.set(group, queue);
    const before = queue.last;
    const own = Promise.withResolvers<void>();
    queue.last = own.promise;
    try {
      await before;
      const oldest = queue.startedAt.length >= calls ? queue.startedAt[0] : undefined;
      const wait = oldest === undefined ? 0 : oldest + ms - clock.now().getTime();
      if (wait > 0) await clock.sleep(wait);
      queue.startedAt = [...queue.startedAt, clock.now().getTime()].slice(-calls);
    } finally {
      own.resolve();
    }
  }

  return {
    async request(request: HttpRequest): Promise<HttpResponse> {
      await turn(request.group);
      const place = `xero:${request.method} ${new URL(request.url).pathname.split('/').at(-1) ?? ''}`;
      await faults.reach('before_call', place);
      // A connection in trouble rests as a whole (XI-44); a breaker besides would only lengthen it.
      const answer = await http.request({ ...request, countsAsFailure: () => false });
      await faults.reach('after_call', place);
      return answer;
    },
  };
}
