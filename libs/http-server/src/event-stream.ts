import type { Response } from 'express';

export interface ServerEvent {
  id?: string;
  event: string;
  /** Sent as JSON. */
  data: unknown;
}

/** One connected reader of server-sent events. */
export interface EventClient {
  /** False when the reader is gone, or too slow and therefore dropped: it comes back with `Last-Event-ID`. */
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
export function serveEventStream(options: StreamOptions): void {
  const { response, open, signal, heartbeatMs, maxBufferedBytes, onDropped } = options;
  let unsubscribe: (() => void) | undefined;
  let hasEnded = false;

  function end(): void {
    if (hasEnded) return;
    hasEnded = true;
    clearInterval(heartbeat);
    unsubscribe?.();
    response.end();
  }

  /** What waits for a reader that does not read would wait for ever: its connection is cut. */
  function write(text: string): boolean {
    if (hasEnded || response.destroyed) return false;
    if (response.writableLength > maxBufferedBytes) {
      onDropped('too_slow');
      end();
      response.destroy();
      return false;
    }
    response.write(text);
    return true;
  }

  const client: EventClient = {
    send: (event) => write(format(event)),
    close(reason) {
      if (hasEnded) return;
      onDropped(reason);
      end();
    },
  };
  const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs);
  heartbeat.unref();
  signal.addEventListener('abort', end, { once: true });
  response.once('close', end);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  write(': connected\n\n');
  try {
    unsubscribe = open(client);
  } catch (error) {
    end();
    throw error;
  }
  if (hasEnded) unsubscribe();
  else if (signal.aborted) end();
}

function format({ id, event, data }: ServerEvent): string {
  const lines = [
    ...(id === undefined ? [] : [`id: ${oneLine(id)}`]),
    `event: ${oneLine(event)}`,
    `data: ${JSON.stringify(data)}`,
  ];
  return `${lines.join('\n')}\n\n`;
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\0]/g, '');
}
