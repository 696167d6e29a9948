import { toAppError, unavailable, type Clock } from '@psa-bridge/core';
import { defineRoute, stream, type EventClient, type Route, type VerifyToken } from '@psa-bridge/http-server';
import type { StreamEvent } from '../domain/stream-event.ts';
import type { StreamHub } from '../domain/stream-hub.ts';

export interface StreamRoutesOptions {
  hub: StreamHub;
  verifyToken: VerifyToken;
  clock: Clock;
  /** Readers at the same time; more are asked to come back later. */
  maxReaders: number;
  /** How often a reader's token is looked at again, in milliseconds. */
  checkEveryMs: number;
}

/**
 * Server-sent events: `sync-progress`, `issue`, `record-sync`; `end` before a close. What was missed is followed by `ready`,
 * or by `reset` where it is not known; either has an id, so that a client which has heard nothing else has one to come back with.
 */
export function streamRoutes({ hub, verifyToken, clock, maxReaders, checkEveryMs }: StreamRoutesOptions): readonly Route[] {
  /** Ends the stream with the token it was opened with, so that nobody hears more than a new request would show. */
  async function closeWithToken(client: EventClient, authorization: string | undefined, gone: AbortSignal): Promise<void> {
    for (;;) {
      await clock.sleep(checkEveryMs, gone);
      const refusal = await verifyToken(authorization).then(() => undefined, toAppError);
      if (refusal?.kind !== 'unauthenticated') continue;
      client.send({ event: 'end', data: { reason: refusal.code } });
      return client.close(refusal.code);
    }
  }

  return [
    defineRoute({
      method: 'GET',
      path: '/v1/stream',
      summary: 'Streams what happens in the tenant as server-sent events; with Last-Event-ID, what was missed comes first.',
      permission: 'signed-in',
      responses: { 200: null },
      handle: ({ caller, headers }) => {
        if (hub.size() >= maxReaders) throw unavailable('too_many_streams', 'Too many streams are open. Try again later.');
        return stream((client) => {
          const gone = new AbortController();
          const subscription = hub.subscribe({ caller, lastEventId: lastEventId(headers['last-event-id']), deliver });
          const { missed, isComplete, newestEventId } = subscription;
          function deliver(event: StreamEvent): void {
            if (!client.send({ id: event.id, event: event.type, data: event.data })) subscription.end();
          }
          missed.forEach(deliver);
          client.send(
            isComplete
              ? { id: newestEventId, event: 'ready', data: {} }
              : { id: newestEventId, event: 'reset', data: { reason: 'history_gone' } },
          );
          closeWithToken(client, headers.authorization, gone.signal).catch(() => undefined);
          return () => {
            gone.abort();
            subscription.end();
          };
        });
      },
    }),
  ];
}

function lastEventId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && header !== '' ? header : undefined;
}
