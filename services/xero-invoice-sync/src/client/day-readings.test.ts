import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import type { HttpResponse } from '@psa-bridge/http-client';
import fc from 'fast-check';
import { callsIn, readDays } from './day-readings.ts';

const answered = (headers: HttpResponse['headers']): HttpResponse => ({
  ...{ status: 200, headers, body: '', retryAt: undefined },
  exchange: { method: 'GET', url: '', requestBody: '', status: 200, responseBody: '' },
});

describe('what an answer says of the day', () => {
  it('is kept of each organisation by itself, and an answer without it leaves the last as it is', async () => {
    const clock = createManualClock();
    const headers: HttpResponse['headers'][] = [{ 'x-daylimit-remaining': '812' }, { 'x-daylimit-remaining': '40' }, {}];
    const days = readDays({ request: () => Promise.resolve(answered(headers.shift() ?? {})) }, { clock });
    const call = (group: string) => days.http.request({ method: 'GET', url: 'https://xero.example/Accounts', group });
    const at = clock.now();

    for (const group of ['one', 'other', 'one']) {
      await call(group);
      await clock.advance(1_000);
    }

    expect(days.of('one')).toEqual({ left: 812, at });
    expect(days.of('other')).toEqual({ left: 40, at: new Date(at.getTime() + 1_000) });
    expect(days.of('unasked')).toBeUndefined();
  });

  it('is a number of calls or nothing, whatever it is', () => {
    expect(['0', ' 4999 '].map(callsIn)).toEqual([0, 4_999]);
    for (const text of ['', '-1', '1e3', 'many', undefined]) expect(callsIn(text)).toBeUndefined();
    fc.assert(
      fc.property(fc.string(), (text) => {
        const calls = callsIn(text);

        expect(calls === undefined || (Number.isInteger(calls) && calls >= 0)).toBe(true);
      }),
    );
  });
});
