/** A small service for the test of exported spans: answers one request of its own, over HTTP and fetch, and ends. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { beginRequestSpan, currentTraceparent, stopTracing, withQuerySpan, withRemoteTrace } from '../src/index.ts';

const server = createServer(({ headers }, response) => {
  const span = beginRequestSpan({ method: 'GET', traceparent: headers['traceparent'] });
  response.on('finish', () => span.end({ route: '/things/{id}', status: 200 }));
  span.run(() => response.end(currentTraceparent()));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

const traceparent = process.argv[2];
const seen = await withRemoteTrace({ traceparent, name: 'handle message', attributes: { 'psa.provider': 'demo' } }, async () => {
  const response = await fetch(`http://127.0.0.1:${port}/things/7?token=hunter2`);
  const text = await withQuerySpan({ operation: 'find', collection: 'things' }, () => response.text());
  return `${currentTraceparent()} ${text}`;
});
process.stdout.write(seen);
server.close();
server.closeAllConnections();
await stopTracing();
