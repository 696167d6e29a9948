import { describe, expect, it } from '@jest/globals';
import { createManualClock, noFaults } from '@psa-bridge/core';
import type { HttpResponse } from '@psa-bridge/http-client';
import { pacedHttp } from './paced-http.ts';

const answer: HttpResponse = {
  ...{ status: 200, headers: {}, body: '', retryAt: undefined },
  exchange: { method: 'GET', url: '', requestBody: '', status: 200, responseBody: '' },
};

describe('calls to one organisation', () => {
  it('are so many in any minute, wherever that begins, and those of another do not wait for them', async () => {
    const clock = createManualClock();
    const startedAt: Record<string, number[]> = { one: [], other: [] };
    const begun = clock.now().getTime();
    const http = {
      request({ group }: { group: string }) {
        startedAt[group]?.push(clock.now().getTime() - begun);
        return Promise.resolve(answer);
      },
    };
    const paced = pacedHttp(http, { calls: 3, ms: 60_000, clock, faults: noFaults });
    const call = (group: string) => paced.request({ method: 'GET', url: 'https://xero.example/Accounts', group });

    await call('one');
    await clock.advance(10_000);
    const rest = [1, 2, 3, 4, 5].map(() => call('one'));
    await call('other');
    for (let minute = 0; minute < 3; minute += 1) await clock.advance(60_000);
    await Promise.all(rest);

    expect(startedAt).toEqual({ one: [0, 10_000, 10_000, 60_000, 70_000, 70_000], other: [10_000] });
  });
});
