import { describe, expect, it } from '@jest/globals';
import { createManualClock, unauthenticated, unavailable, type Caller } from '@psa-bridge/core';
import type { EventClient, RouteRequest, RouteResult, ServerEvent } from '@psa-bridge/http-server';
import type { StreamEvent } from '../domain/stream-event.ts';
import { createStreamHub } from '../domain/stream-hub.ts';
import { streamRoutes } from './stream.routes.ts';

const anna: Caller = { tenantId: 't1', subject: 'anna', isAdmin: false, permissions: [] };

/** A reader that takes `takes` events and then is too slow. */
function reader(takes = Number.POSITIVE_INFINITY) {
  const sent: ServerEvent[] = [];
  const closed: string[] = [];
  const client: EventClient = {
    send(event) {
      if (sent.length >= takes) return false;
      sent.push(event);
      return true;
    },
    close: (reason) => void closed.push(reason),
  };
  return { client, sent, closed };
}

function setUp() {
  const clock = createManualClock();
  const hub = createStreamHub({ eventsPerTenant: 10, tenants: 10 });
  let refusal: Error | undefined;
  const verifyToken = () => (refusal ? Promise.reject(refusal) : Promise.resolve(anna));
  const [route] = streamRoutes({ hub, verifyToken, clock, maxReaders: 10, checkEveryMs: 1_000 });
  const open = (client: EventClient, lastEventId?: string): (() => void) => {
    const headers = { authorization: 'Bearer x', ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) };
    const request = { caller: anna, headers } as RouteRequest<never, never, never, 'signed-in'>;
    const result = route?.handle(request) as Extract<RouteResult, { stream: unknown }>;
    return result.stream(client);
  };
  return { clock, hub, open, refuse: (error: Error | undefined) => (refusal = error) };
}

const event = (id: string): StreamEvent => ({ id, type: 'sync-progress', access: 'signed-in', data: {} });

describe('streamRoutes', () => {
  it('ends the stream with the token that opened it, saying why', async () => {
    const { clock, open, refuse } = setUp();
    const { client, sent, closed } = reader();
    open(client);

    await clock.advance(2_000);
    refuse(unauthenticated('token_expired', 'expired'));
    await clock.advance(1_000);

    expect(sent.at(-1)).toEqual({ event: 'end', data: { reason: 'token_expired' } });
    expect(closed).toEqual(['token_expired']);
  });

  it('goes on while tokens cannot be looked at', async () => {
    const { clock, open, refuse } = setUp();
    const { client, closed } = reader();
    open(client);

    refuse(unavailable('keys_unavailable', 'no keys now'));
    await clock.advance(5_000);

    expect(closed).toEqual([]);
  });

  it('forgets a reader that is too slow', () => {
    const { hub, open } = setUp();
    const { client, sent } = reader(2);
    open(client);

    hub.publish('t1', event('1'));
    hub.publish('t1', event('2'));

    expect(sent.map(({ event: name }) => name)).toEqual(['ready', 'sync-progress']);
    expect(hub.size()).toBe(0);
  });

  it('tells who had heard nothing yet what it missed', () => {
    const { hub, open } = setUp();
    hub.publish('t1', event('1'));
    const first = reader();
    open(first.client)();
    hub.publish('t1', event('2'));

    const again = reader();
    open(again.client, first.sent.at(-1)?.id);

    expect(again.sent.map(({ id, event: name }) => [id, name])).toEqual([
      ['2', 'sync-progress'],
      ['2', 'ready'],
    ]);
  });

  it('tells who came before anything was known to read anew, once', () => {
    const { hub, open } = setUp();
    const first = reader();
    open(first.client)();
    hub.publish('t1', event('1'));

    const again = reader();
    open(again.client, first.sent.at(-1)?.id)();
    const third = reader();
    open(third.client, again.sent.at(-1)?.id);

    expect([again, third].map(({ sent }) => sent.map(({ event: name }) => name))).toEqual([['reset'], ['ready']]);
  });

  it('leaves nothing behind when the reader goes', async () => {
    const { clock, hub, open } = setUp();
    const leave = open(reader().client);

    leave();
    await clock.advance(0);

    expect([hub.size(), clock.sleeping()]).toEqual([0, 0]);
  });
});
