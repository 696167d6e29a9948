import { systemClock, type Clock, type Component } from '@psa-bridge/core';
import type { Metrics } from '@psa-bridge/observability';
import { createServer, type ServerResponse } from 'node:http';

/** What a probe asks: a reason when the answer is no. A check that fails or takes too long is a no. */
export type HealthCheck = () => Promise<string | undefined> | string | undefined;

export interface HealthChecks {
  /** Is the process alive: do its loops turn? A no restarts the pod. */
  livez: HealthCheck;
  /** Are its dependencies there? A no takes it out of service. */
  readyz: HealthCheck;
  /** Has it started? */
  startupz: HealthCheck;
}

export interface AdminServerOptions {
  port: number;
  host?: string;
  checks: HealthChecks;
  metrics: Metrics;
  clock?: Clock;
  /** A check that takes longer is a no. Default 3 s. */
  checkTimeoutMs?: number;
}

export interface AdminServer extends Component {
  start(): Promise<void>;
  stop(): Promise<void>;
  port(): number;
}

type Answer = (response: ServerResponse) => Promise<void>;

/** Probes and metrics on a port of their own, which no ingress exposes. */
export function createAdminServer(options: AdminServerOptions): AdminServer {
  const { port, host = '127.0.0.1', checks, metrics } = options;
  const answers: Readonly<Record<string, Answer>> = {
    '/livez': (response) => probe(response, checks.livez, options),
    '/readyz': (response) => probe(response, checks.readyz, options),
    '/startupz': (response) => probe(response, checks.startupz, options),
    '/metrics': async (response) => {
      await tellProbes(options);
      response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.expose());
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

async function probe(response: ServerResponse, check: HealthCheck, options: AdminServerOptions): Promise<void> {
  const reason = await reasonOf(check, options);
  response.writeHead(reason === undefined ? 200 : 503, { 'content-type': 'text/plain' }).end(reason ?? 'ok');
}

/** Whether the loops turn is told by whoever asks, not by the loops. */
async function tellProbes(options: AdminServerOptions): Promise<void> {
  for (const probe of ['livez', 'readyz'] as const) {
    const reason = await reasonOf(options.checks[probe], options);
    options.metrics.gauge('psa_bridge_probe_ok', reason === undefined ? 1 : 0, { probe });
  }
}

async function reasonOf(check: HealthCheck, options: AdminServerOptions): Promise<string | undefined> {
  const { clock = systemClock, checkTimeoutMs = 3_000 } = options;
  const done = new AbortController();
  const late = clock.sleep(checkTimeoutMs, done.signal).then(
    () => 'the check takes too long',
    () => undefined,
  );
  try {
    return await Promise.race([check(), late]);
  } catch {
    return 'the check failed';
  } finally {
    done.abort();
  }
}
