/** A small service for the test of exported spans: answers one request of its own, over HTTP and fetch, and ends. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { currentTraceparent, nameRequestSpan, stopTracing, withRemoteTrace } from '../src/index.ts';

const server = createServer((_request, response) => {
  nameRequestSpan('GET', '/things/{id}');
  response.end(currentTraceparent());
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

const traceparent = process.argv[2];
const seen = await withRemoteTrace({ traceparent, name: 'handle message', attributes: { 'psa.provider': 'demo' } }, async () => {
  const response = await fetch(`http://127.0.0.1:${port}/things/7?token=hunter2`);
  return `${currentTraceparent()} ${await response.text()}`;
});
process.stdout.write(seen);
server.close();
server.closeAllConnections();
await stopTracing();
