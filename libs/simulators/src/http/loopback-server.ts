import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError, type Component } from '@psa-bridge/core';
import type { HttpCall, HttpHandler, HttpOutcome } from './exchange.ts';

const HOST = '127.0.0.1';
const LARGEST_BODY = 20_000_000;
/** A server that ends an idle connection breaks the call that is sent on it at that moment: while it serves, it ends none. */
const KEPT_OPEN_MS = 600_000;

export interface LoopbackServerOptions {
  name: string;
  /** 0 takes a free port. */
  port?: number;
  handle: HttpHandler;
  /** Told of what the handler threw: a fault of the simulator itself, never of its caller. */
  onBug?: (error: unknown) => void;
}

export interface LoopbackServer extends Component {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Such as `http://127.0.0.1:40123`. @throws AppError `not_started` */
  origin(): string;
  port(): number;
}

/** An HTTP server on loopback whose stop leaves neither socket nor pending handler behind. */
export function createLoopbackServer(options: LoopbackServerOptions): LoopbackServer {
  const running = new Set<Promise<void>>();
  let server: Server | undefined;
  let boundPort: number | undefined;
  let isStopping = false;

  function port(): number {
    if (boundPort === undefined) throw new AppError(`${options.name} is not started`, { code: 'not_started', kind: 'bug' });
    return boundPort;
  }

  function onBug(error: unknown): void {
    if (!isStopping) options.onBug?.(error);
  }

  function accept(request: IncomingMessage, response: ServerResponse): void {
    const work = serve(request, response, { handle: options.handle, onBug }).finally(() => running.delete(work));
    running.add(work);
  }

  return {
    name: options.name,
    port,
    origin: () => `http://${HOST}:${port()}`,
    async start() {
      const created = createServer({ keepAliveTimeout: KEPT_OPEN_MS }, accept);
      await new Promise<void>((resolve, reject) => {
        created.once('error', reject);
        created.listen(options.port ?? 0, HOST, resolve);
      });
      server = created;
      isStopping = false;
      boundPort = (created.address() as AddressInfo).port;
    },
    async stop() {
      const stopped = server;
      server = undefined;
      if (!stopped) return;
      isStopping = true;
      const closed = new Promise<void>((resolve) => stopped.close(() => resolve()));
      stopped.closeAllConnections();
      await Promise.all([closed, ...running]);
    },
  };
}

interface Serving {
  handle: HttpHandler;
  onBug: (error: unknown) => void;
}

async function serve(request: IncomingMessage, response: ServerResponse, { handle, onBug }: Serving): Promise<void> {
  const closed = new Promise<void>((resolve) => response.once('close', resolve));
  try {
    const body = await readBody(request);
    if (body === undefined) return write(response, { status: 413 });
    const outcome = await handle(toCall(request, body, closed));
    if (outcome === 'reset') request.socket.resetAndDestroy();
    else if (outcome === 'hang') await closed;
    else write(response, outcome);
  } catch (error) {
    onBug(error);
    write(response, { status: 500, headers: { 'content-type': 'text/plain' }, body: 'The simulator failed.' });
  }
}

function toCall(request: IncomingMessage, body: string, closed: Promise<void>): HttpCall {
  const target = request.url ?? '/';
  const cut = target.indexOf('?');
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return {
    method: request.method ?? 'GET',
    path: cut < 0 ? target : target.slice(0, cut),
    query: new URLSearchParams(cut < 0 ? '' : target.slice(cut + 1)),
    target,
    headers,
    body,
    closed,
  };
}

/** The body as text, or undefined when it is larger than any vendor takes. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= LARGEST_BODY) parts.push(part);
  }
  return size > LARGEST_BODY ? undefined : Buffer.concat(parts).toString('utf8');
}

function write(response: ServerResponse, answer: Exclude<HttpOutcome, string>): void {
  if (response.destroyed) return;
  const body = answer.body ?? '';
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
