import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { until } from '@psa-bridge/testing';
import { invoice, useSimulator } from './harness.ts';

const clock = createManualClock();
const xero = useSimulator({ clock, limits: { minute: 60, day: 1_000 } });

const probe = () => xero.api.get('Organisation');
const spend = (calls: { minute?: number; day?: number; appMinute?: number }) => xero.simulator.control.spendAllowance(calls);
const count = () => xero.simulator.control.count({ entity: 'Invoices' });

describe('the limits (xero.md 5.1, 18.6)', () => {
  it('are 60 a minute and 1,000 a day of the organisation, and 10,000 a minute of the app, told on each answer', async () => {
    const { headers } = await probe();
    const ofApp = (await xero.api.connections()).headers;
    const names = ['x-minlimit-remaining', 'x-daylimit-remaining', 'x-appminlimit-remaining'];

    expect(names.map((name) => headers.get(name))).toEqual(['59', '999', '9999']);
    expect(names.map((name) => ofApp.get(name))).toEqual([null, null, '9998']);
    expect(headers.get('xero-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    { limit: 'minute', calls: { minute: 60 }, words: ['minute', 'Minute'], longest: 60 },
    { limit: 'day', calls: { day: 1_000 }, words: ['day', 'Daily'], longest: 86_400 },
    { limit: 'minute of the app', calls: { appMinute: 10_000 }, words: ['appminute', 'appminute'], longest: 60 },
  ])('of the $limit, once met, is a 429 with its word in either spelling and the seconds to wait', async (met) => {
    spend(met.calls);
    const { status, headers } = await probe();
    xero.set({ rateLimitProblem: 'older' });
    const again = await probe();
    const wait = Number(headers.get('retry-after'));

    expect([status, headers.get('x-rate-limit-problem'), again.headers.get('x-rate-limit-problem')]).toEqual([429, ...met.words]);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(met.longest);
    await clock.leap(wait * 1_000);
    await xero.api.signIn();
    expect((await probe()).status).toBe(200);
  });

  it('has fixed windows, at another moment in each organisation', async () => {
    xero.simulator.control.setConsent({ organisations: [0, 1] });
    await xero.api.signIn();
    spend({ minute: 60 });
    xero.simulator.control.spendAllowance({ organisation: 1, minute: 60 });
    const waits = await Promise.all(
      xero.simulator.tenantIds().map(async (tenant) => {
        const { headers } = await xero.api.call('GET', 'Organisation', { headers: { 'xero-tenant-id': tenant } });
        return Number(headers.get('retry-after'));
      }),
    );

    expect(waits[0]).not.toBe(waits[1]);
  });

  it('lets five calls run at once, and tells the sixth without Retry-After unless switched', async () => {
    xero.simulator.control.setLatency({ callMs: 1_000 });
    const running = Array.from({ length: 5 }, probe);
    await until(() => xero.simulator.control.state().left[0]?.running === 5);
    const sixth = await probe();
    xero.set({ concurrencyRetryAfter: true });
    const seventh = await probe();
    await clock.advance(1_000);

    expect([sixth.status, sixth.headers.get('x-rate-limit-problem'), sixth.headers.get('retry-after')]).toEqual([
      429,
      'concurrent',
      null,
    ]);
    expect(seventh.headers.get('retry-after')).toBe('1');
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(xero.simulator.control.counters().maxConcurrentSeen['organisation 0']).toBe(5);
  });

  it.each([
    [true, '57'],
    [false, '58'],
  ])('counts failed calls where switched: %s', async (failedCallsCount, left) => {
    xero.set({ failedCallsCount });
    await probe();
    await xero.api.get('Invoices/none');

    expect((await probe()).headers.get('x-minlimit-remaining')).toBe(left);
  });

  it('does not count strangers, tokens or calls that it refuses', async () => {
    spend({ minute: 58 });
    await xero.api.call('GET', 'Organisation', { headers: { authorization: 'Bearer wrong' } });
    await xero.api.signIn();
    const last = [(await probe()).status, (await probe()).status, (await probe()).status];
    const left = xero.simulator.control.state().left[0];

    expect([last, left]).toMatchObject([[200, 200, 429], { minute: 0, day: 998 }]);
  });

  it('are counted for each app by itself', async () => {
    xero.simulator.control.spendAllowance({ app: 'custom', day: 1_000 });
    const standard = (await probe()).status;
    await xero.api.signInCustom();
    const custom = await probe();

    expect([standard, custom.status, custom.headers.get('x-rate-limit-problem')]).toEqual([200, 429, 'day']);
    expect(xero.simulator.control.state()).toMatchObject({ leftOfCustom: { day: 0 }, left: [{ day: 999 }, {}] });
  });

  it('can be those of a larger tier', async () => {
    xero.simulator.control.setLimits({ day: 5_000 });

    expect((await probe()).headers.get('x-daylimit-remaining')).toBe('4999');
  });

  it('can be answered by a fault in any spelling, with and without Retry-After', async () => {
    xero.simulator.control.addErrorFault({ shape: 'limit', problem: 'DAY', retryAfter: '66975' });
    xero.simulator.control.addErrorFault({ shape: 'limit' });
    const answers = [await probe(), await probe()];

    expect(
      answers.map(({ status, headers }) => [status, headers.get('x-rate-limit-problem'), headers.get('retry-after')]),
    ).toEqual([
      [429, 'DAY', '66975'],
      [429, 'minute', null],
    ]);
  });
});

describe('idempotency keys (xero.md 6, 18.5)', () => {
  const put = (body: unknown, key = 'key-1', path = 'Invoices') => xero.api.put(path, body, { 'idempotency-key': key });
  const body = { Invoices: [invoice()] };

  it('answer the same request as before for six minutes, and count as calls', async () => {
    const first = await put(body);
    await clock.advance(6 * 60_000 - 1);
    const replay = await put(body);
    const made = count();
    await clock.advance(1);
    const later = await put(body);

    expect([replay.text, made]).toEqual([first.text, 6]);
    expect(later.json.Invoices[0].InvoiceID).not.toBe(first.json.Invoices[0].InvoiceID);
    expect(xero.simulator.control.counters().writes['Invoices']).toEqual({ create: 2 });
  });

  it('replay errors too', async () => {
    const bad = { Invoices: [invoice({ CurrencyCode: 'EUR' })] };
    const first = await put(bad);
    xero.simulator.control.create({ entity: 'Currencies', values: { Code: 'EUR', Description: 'Euro' } });

    expect([(await put(bad)).text, (await put(bad, 'key-2')).status]).toEqual([first.text, 200]);
  });

  it.each([
    ['another body', { Invoices: [invoice({ Reference: 'x' })] }, 'Invoices'],
    ['another address', body, 'Invoices?unitdp=4'],
  ])('refuse %s, in either place of the answer', async (_what, other, path) => {
    await put(body);
    const first = await put(other, 'key-1', path);
    xero.set({ idempotencyMismatch: 'detail' });
    const second = await put(other, 'key-1', path);
    const text = 'Idempotency Key: key-1 is used with a different request.';

    expect([first.status, first.json.Message, second.status, second.json.Detail, count()]).toEqual([400, text, 400, text, 6]);
  });

  it('outlive an access token: a 401 is not kept, and the same key saves one invoice after the refresh (18.3)', async () => {
    xero.simulator.control.endTokens();
    const expired = await put(body);
    await xero.api.signIn();
    await put(body);
    const again = await put(body);

    expect([expired.status, again.status, count()]).toEqual([401, 200, 6]);
  });

  it('have at most 128 characters', async () => {
    expect([(await put(body, 'k'.repeat(128))).status, (await put(body, 'k'.repeat(129))).status]).toEqual([200, 400]);
  });

  it('find what was saved behind a lost answer', async () => {
    xero.simulator.control.addFault({ match: { entity: 'Invoices' }, action: { kind: 'error500AfterCommit' } });
    const lost = await put(body);
    const again = await put(body);

    expect([lost.status, again.status, count()]).toEqual([500, 200, 6]);
  });

  it('do not help after six minutes: the second is a duplicate, and the number finds the first', async () => {
    const numbered = { Invoices: [invoice({ InvoiceNumber: 'AT-77' })] };
    xero.simulator.control.addFault({ match: { entity: 'Invoices' }, action: { kind: 'error500AfterCommit' }, times: 2 });
    await put(body);
    await put(numbered, 'key-2');
    await clock.advance(6 * 60_000);
    const unnumbered = await put(body);
    const found = await xero.api.get('Invoices?InvoiceNumbers=at-77');

    expect([unnumbered.status, count(), found.json.Invoices.length]).toEqual([200, 8, 1]);
  });
});

describe('faults (xero.md 14, 18.4, 18.7)', () => {
  const create = (signal?: AbortSignal) =>
    xero.api.call('PUT', 'Invoices', { body: { Invoices: [invoice()] }, ...(signal ? { signal } : {}) });
  const arm = (kind: 'timeoutBeforeCommit' | 'timeoutAfterCommit' | 'resetBeforeCommit' | 'resetAfterCommit') =>
    xero.simulator.control.addFault({ match: { entity: 'Invoices', operation: 'create' }, action: { kind } });

  it.each([
    ['timeoutBeforeCommit', 5],
    ['timeoutAfterCommit', 6],
  ] as const)('%s never answers', async (kind, made) => {
    arm(kind);
    const gone = new AbortController();
    const answer = create(gone.signal).catch((error: unknown) => error);
    await until(() => xero.simulator.control.calls({ operation: 'create' }).length === 1);
    gone.abort();

    expect([await answer, count()]).toMatchObject([{ name: 'AbortError' }, made]);
  });

  it.each([
    ['resetBeforeCommit', 5],
    ['resetAfterCommit', 6],
  ] as const)('%s resets the connection', async (kind, made) => {
    arm(kind);

    expect([await create().catch((error: unknown) => error), count()]).toMatchObject([{ cause: { code: 'ECONNRESET' } }, made]);
  });

  it('a refresh whose answer is lost has used the token up, but for its grace', async () => {
    xero.simulator.control.addFault({ match: { entity: 'token' }, action: { kind: 'resetAfterCommit' } });
    const refresh = () => xero.api.token({ grant_type: 'refresh_token', refresh_token: xero.api.refreshToken() });
    await refresh().catch(() => undefined);

    expect([(await refresh()).status, xero.simulator.control.state().tokensIssued]).toMatchObject([200, { refresh_token: 2 }]);
  });

  it.each([
    ['serverError', 500, '"Title":"An error occurred"', 'application/json; charset=utf-8'],
    ['maintenance', 503, 'The Xero API is currently offline for maintenance', 'text/plain; charset=utf-8'],
    ['unavailable', 503, 'The Xero API is temporarily unavailable', 'text/plain; charset=utf-8'],
    ['organisationOffline', 503, 'The Organisation is offline', 'text/plain; charset=utf-8'],
    ['html', 502, '<h2>Bad Gateway</h2>', 'text/html'],
    ['empty', 500, '', null],
  ] as const)('can answer %s', async (shape, status, text, type) => {
    xero.simulator.control.addErrorFault({ match: { entity: 'Organisation' }, shape });
    const answer = await probe();

    expect([answer.status, answer.headers.get('content-type'), answer.text]).toEqual([
      status,
      type,
      expect.stringContaining(text),
    ]);
  });

  it('lands late, after a search that found nothing', async () => {
    xero.simulator.control.addFault({ match: { entity: 'Invoices', operation: 'create' }, action: { kind: 'lateCommit' } });
    const gone = new AbortController();
    const answer = create(gone.signal).catch((error: unknown) => error);
    await until(() => xero.simulator.control.state().lateCommits === 1);
    gone.abort();
    await answer;
    await xero.api.get('Invoices?InvoiceNumbers=none');

    expect(count()).toBe(6);
  });
});
