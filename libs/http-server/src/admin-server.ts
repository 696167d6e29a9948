import type { Component } from '@psa-bridge/core';
import type { Metrics } from '@psa-bridge/observability';
import { createServer, type ServerResponse } from 'node:http';

/** What the probes ask: a reason when the answer is no. */
export interface HealthChecks {
  /** Is the process alive: do its loops turn? A no restarts the pod. */
  livez: () => Promise<string | undefined> | string | undefined;
  /** Are its dependencies there? A no takes it out of service. */
  readyz: () => Promise<string | undefined> | string | undefined;
  /** Has it started? */
  startupz: () => Promise<string | undefined> | string | undefined;
}

export interface AdminServerOptions {
  port: number;
  host?: string;
  checks: HealthChecks;
  metrics: Metrics;
}

export interface AdminServer extends Component {
  start(): Promise<void>;
  stop(): Promise<void>;
  port(): number;
}

/** Probes and metrics on a port of their own, which no ingress exposes. */
export function createAdminServer({ port, host = '127.0.0.1', checks, metrics }: AdminServerOptions): AdminServer {
  const answers: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    '/livez': (response) => probe(response, checks.livez),
    '/readyz': (response) => probe(response, checks.readyz),
    '/startupz': (response) => probe(response, checks.startupz),
    '/metrics': async (response) => {
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(await metrics.expose());
    },
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url?.split('?')[0] ?? ''];
    if (!answer) {
      response.writeHead(404).end();
      return;
    }
    answer(response).catch(() => response.writeHead(500).end());
  });
  return {
    name: 'admin',
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    port() {
      const address = server.address();
      if (!address || typeof address === 'string') throw new Error('The admin server does not listen.');
      return address.port;
    },
  };
}

async function probe(response: ServerResponse, check: HealthChecks['livez']): Promise<void> {
  const reason = await check();
  response.writeHead(reason === undefined ? 200 : 503, { 'content-type': 'text/plain' }).end(reason ?? 'ok');
}
