import type { Response } from 'express';

export interface ServerEvent {
  id?: string;
  event: string;
  /** Sent as JSON. */
  data: unknown;
}

/** One connected reader of server-sent events. */
export interface EventClient {
  /** False when the reader is too slow and was dropped. */
  send(event: ServerEvent): boolean;
  close(reason: string): void;
}

/** Subscribes a reader; answers how to unsubscribe it. */
export type EventStream = (client: EventClient) => () => void;

export interface StreamOptions {
  response: Response;
  open: EventStream;
  /** Aborted when the client goes away or the server stops. */
  signal: AbortSignal;
  heartbeatMs: number;
  /** Bytes that may wait for a slow reader. */
  maxBufferedBytes: number;
  onDropped: (reason: string) => void;
}

/** Serves one reader until it goes away, the server stops, or it falls too far behind. */
export function serveEventStream({ response, open, signal, heartbeatMs, maxBufferedBytes, onDropped }: StreamOptions): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  });
  response.write(': connected\n\n');
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
  heartbeat.unref();

  const client: EventClient = {
    send(event) {
      if (response.writableEnded) return false;
      if (response.writableLength > maxBufferedBytes) {
        client.close('too_slow');
        return false;
      }
      response.write(format(event));
      return true;
    },
    close(reason) {
      if (response.writableEnded) return;
      onDropped(reason);
      response.end();
    },
  };
  const unsubscribe = open(client);
  const finish = (): void => {
    clearInterval(heartbeat);
    unsubscribe();
    response.end();
  };
  if (signal.aborted) finish();
  else signal.addEventListener('abort', finish, { once: true });
}

function format({ id, event, data }: ServerEvent): string {
  const lines = [...(id === undefined ? [] : [`id: ${id}`]), `event: ${event}`, `data: ${JSON.stringify(data)}`];
  return `${lines.join('\n')}\n\n`;
}
