import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';

/** What stands before the replicas of one service, as a cluster's load balancer would: only those that are in get requests. */
export interface Balancer {
  putIn(url: string): void;
  /** No further request goes there; those under way are left alone. */
  takeOut(url: string): void;
  counts(): { requests: number; failed: readonly string[] };
  stop(): Promise<void>;
}

/** @param publicUrl where it listens */
export async function startBalancer(publicUrl: string): Promise<Balancer> {
  const backends = new Set<string>();
  const failed: string[] = [];
  let requests = 0;

  /** Round about: the one that had a turn goes to the end. */
  function next(): string | undefined {
    const [first] = backends;
    if (first === undefined) return undefined;
    backends.delete(first);
    backends.add(first);
    return first;
  }

  function pass(incoming: IncomingMessage, response: ServerResponse): void {
    const what = `${incoming.method} ${incoming.url?.split('?')[0]}`;
    const backend = next();
    requests += 1;
    if (backend === undefined) return refuse(response, `${what}: no replica is in`);
    const { method, headers } = incoming;
    const outgoing = send(new URL(incoming.url ?? '/', backend), { method, headers, agent: false }, (answer) => {
      const status = answer.statusCode ?? 0;
      if (status >= 500) failed.push(`${what}: ${status}`);
      response.writeHead(status, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', (error) => refuse(response, `${what}: ${error.message}`));
    response.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  function refuse(response: ServerResponse, why: string): void {
    // A client that went away before the answer failed nobody.
    if (response.closed) return;
    failed.push(why);
    if (!response.headersSent) response.writeHead(502);
    response.end();
  }

  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(Number(new URL(publicUrl).port), '127.0.0.1', resolve));
  return {
    putIn: (url) => void backends.add(url),
    takeOut: (url) => void backends.delete(url),
    counts: () => ({ requests, failed }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
