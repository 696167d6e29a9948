import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, get, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { blockOutboundNetwork } from './loopback-only.ts';

/** An address of documentation networks: nobody answers there. */
const ELSEWHERE = '192.0.2.1';

describe('the network fence', () => {
  let server: Server;
  let unblock = (): void => undefined;

  beforeEach(async () => {
    server = createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    unblock = blockOutboundNetwork();
  });
  afterEach(async () => {
    unblock();
    server.close();
    await once(server, 'close');
  });

  it('lets a request to this machine through', async () => {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
      headers: { connection: 'close' },
    });

    await expect(answer.text()).resolves.toBe('here');
  });

  it('stops fetch, http and plain sockets from leaving', async () => {
    const viaFetch = fetch(`http://${ELSEWHERE}/`);
    const [viaHttp] = (await once(get(`http://${ELSEWHERE}/`), 'error', { signal: AbortSignal.timeout(5_000) }).catch(
      (error: unknown) => [error],
    )) as [Error];
    const viaSocket = new Promise((_resolve, reject) => connect(80, ELSEWHERE).once('error', reject));

    await expect(viaFetch).rejects.toMatchObject({ cause: { message: expect.stringContaining(`tried to reach ${ELSEWHERE}`) } });
    expect(viaHttp.message).toContain(`tried to reach ${ELSEWHERE}`);
    await expect(viaSocket).rejects.toThrow(`tried to reach ${ELSEWHERE}`);
  });
});
