import { request, Agent } from 'node:http';
import type { Clock } from '@psa-bridge/core';

export interface Callout {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Gives up after this long. */
  timeoutMs: number;
  signal: AbortSignal;
}

/** Sends what a vendor sends by itself, such as webhooks. */
export interface Caller {
  /** @returns the status @throws Error when there is no answer in time, or the address is not on loopback */
  post(callout: Callout): Promise<number>;
  close(): void;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

export function isLoopbackHttp(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'http:' && LOOPBACK.includes(parsed.hostname);
}

/** A simulator calls loopback only, wherever a registered address points. */
export function createLoopbackCaller(clock: Clock): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });

  return {
    async post(callout) {
      if (!isLoopbackHttp(callout.url)) throw new Error(`not an address on loopback: ${callout.url}`);
      const late = new AbortController();
      const answered = new AbortController();
      const deadline = clock.sleep(callout.timeoutMs, answered.signal).then(
        () => late.abort(new Error(`no answer within ${callout.timeoutMs} ms`)),
        () => undefined,
      );
      try {
        return await send(callout, agent, AbortSignal.any([callout.signal, late.signal]));
      } finally {
        answered.abort();
        await deadline;
      }
    },
    close: () => agent.destroy(),
  };
}

function send({ url, headers, body }: Callout, agent: Agent, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: 'POST', agent, signal, headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
        response.once('error', reject);
      },
    );
    outgoing.once('error', (error) => reject(signal.aborted && signal.reason instanceof Error ? signal.reason : error));
    outgoing.end(body);
  });
}
