import { KEPT_OPEN } from '@psa-bridge/testing';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Seen {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

export interface HttpUpstream {
  url: string;
  /** Every request so far. */
  seen: readonly Seen[];
  stop(): Promise<void>;
}

/** A tiny service behind the gateway: tells what it was asked and answers what it is told to. */
export async function startUpstream(answer: (request: Seen) => Answer): Promise<HttpUpstream> {
  const seen: Seen[] = [];
  const server: Server = createServer(KEPT_OPEN, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const asked = { method, url, headers, body: Buffer.concat(chunks) };
      seen.push(asked);
      const { status, headers: sent = {}, body } = answer(asked);
      response.writeHead(status, { 'content-type': 'application/json', ...sent }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A problem as every service of the platform answers it. */
export function problem(status: number, code: string, detail: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: 'about:blank', title: 'Problem', status, code, detail, requestId: 'r' }),
  };
}
