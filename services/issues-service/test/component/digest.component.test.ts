import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { systemClock } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collections } from '../../src/collections.ts';
import { failed, startIssuesApp, type IssuesApp } from '../issues-app.ts';

/** Answers as identity-service does, by who asks. */
const PEOPLE: Readonly<Record<string, object>> = {
  'Bearer managerA': { email: 'manager@demo.example', emailVerified: true },
  'Bearer adminA': { email: 'admin@demo.example', emailVerified: false },
};

describe('hearing of issues in digests', () => {
  const store = createMemoryStore({ clock: systemClock });
  let identity: Server;
  let service: IssuesApp;

  beforeAll(async () => {
    identity = createServer(({ headers: { authorization = '' } }, response) => {
      const person = PEOPLE[authorization];
      response.writeHead(person ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(person ?? {}));
    });
    await new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve));
    const { port } = identity.address() as AddressInfo;
    const configured = { IDENTITY_URL: `http://127.0.0.1:${port}`, PUBLIC_URL: 'https://front.example', MAIL_URL: 'outbox:' };
    service = await startIssuesApp({ store }, configured);
  });
  afterAll(async () => {
    await service.app.stop();
    identity.close();
  });

  it('mails the own verified address of whoever asks, at once of a new cause, and no more once that is ended', async () => {
    const subscribed = await service.call('PUT', '/v1/issues/digest', { body: {} });
    await service.report(failed('quote-1', 1n));

    const [mail] = await eventually(async () => {
      const mails = await store.collection(collections.mailOutbox).forTenant('tenant-a').find({});
      expect(mails).toHaveLength(1);
      return mails;
    });
    const shown = await service.call('GET', '/v1/issues/digest');
    const ended = await service.call('DELETE', '/v1/issues/digest');

    expect(subscribed).toMatchObject({ status: 200, body: { email: 'manager@demo.example' } });
    expect(mail).toMatchObject({ to: 'manager@demo.example', subject: expect.stringContaining('New: ') });
    expect(shown.body).toMatchObject({ toldAt: expect.any(String) });
    expect(ended.status).toBe(204);
    expect((await service.call('GET', '/v1/issues/digest')).status).toBe(404);
    expect(JSON.stringify(await store.collection(collections.digests).forTenant('tenant-a').find({}))).not.toContain('@demo');
  });

  it('an address that nobody verified is not mailed', async () => {
    const answer = await service.call('PUT', '/v1/issues/digest', { as: 'adminA', body: {} });

    expect(answer).toMatchObject({ status: 409, body: { code: 'email_not_verified' } });
  });
});
