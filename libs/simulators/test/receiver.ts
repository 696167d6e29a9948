import { KEPT_OPEN } from '@psa-bridge/testing';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseJson } from './http-client.ts';

export interface Hook {
  path: string;
  headers: IncomingHttpHeaders;
  raw: string;
  json: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- as above
}

export interface Receiver {
  url: string;
  hooks: Hook[];
  /** Status of the next answers; the last one stays. */
  answers: number[];
  stop(): Promise<void>;
}

/** Receives webhooks. */
export async function startReceiver(): Promise<Receiver> {
  const hooks: Hook[] = [];
  const answers = [200];
  const server = createServer(KEPT_OPEN, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString('utf8');
      hooks.push({ path: request.url ?? '', headers: request.headers, raw, json: parseJson(raw) });
      response.writeHead(answers.length > 1 ? (answers.shift() ?? 200) : (answers[0] ?? 200)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hooks,
    answers,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
