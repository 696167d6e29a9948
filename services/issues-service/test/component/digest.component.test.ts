import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { actionTaken } from '@psa-bridge/audit';
import { toBusMessage, topics } from '@psa-bridge/contracts';
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

const TELLING = { tenantId: 'tenant-a', source: 'identity-service', at: new Date() };
const USERS: Readonly<Record<string, object>> = {
  '/internal/users/user-2': { isActive: true },
  '/internal/users/user-3': { isActive: false },
};

describe('what identity-service knows of people', () => {
  const store = createMemoryStore({ clock: systemClock });
  let identity: Server;
  let service: IssuesApp;

  beforeAll(async () => {
    identity = createServer(({ url = '', headers: { authorization = '' } }, response) => {
      const isUser = url.startsWith('/internal/users/');
      const person = isUser ? USERS[url] : PEOPLE[authorization];
      response
        .writeHead(person ? 200 : isUser ? 404 : 401, { 'content-type': 'application/json' })
        .end(JSON.stringify(person ?? {}));
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

  it('an issue is given to active users of the tenant only, alone and by filter, and shows when its owner has gone', async () => {
    await service.report(failed('quote-9', 1n));
    const issue = await eventually(async () => {
      const { items } = (await service.call('GET', '/v1/issues')).body as { items: { id: string; entityId: string }[] };
      const found = items.find(({ entityId }) => entityId === 'quote-9');
      if (!found) throw new Error('The issue is not open yet.');
      return found;
    });
    const path = `/v1/issues/${issue.id}`;
    const give = (owner: string | null) => service.call('PATCH', path, { body: { owner }, ifMatch: '"1"' });
    const all = await service.call('POST', '/v1/issues/change-all', { body: { filter: {}, change: { owner: 'user-3' } } });
    const refused = [await give('user-3'), await give('nobody'), all];
    const given = await give('user-2');
    const deactivated = actionTaken({ kind: 'user.deactivated', record: { type: 'user', id: 'user-2' } }, TELLING);
    await service.bus.publish(topics.audit.name, [toBusMessage(deactivated)]);

    for (const { status, body } of refused) expect([status, body]).toMatchObject([400, { code: 'unknown_owner' }]);
    expect(refused.map(({ body }) => (body as { detail: string }).detail.split(':')[0])).toEqual([
      'body.owner',
      'body.owner',
      'body.change.owner',
    ]);
    expect(given).toMatchObject({ status: 200, body: { owner: 'user-2' } });
    expect(given.body).not.toHaveProperty('ownerIsGone');
    await eventually(async () =>
      expect((await service.call('GET', path)).body).toMatchObject({ owner: 'user-2', ownerIsGone: true }),
    );
    expect((await service.call('GET', '/v1/issues?owner=user-2')).body).toMatchObject({ items: [{ ownerIsGone: true }] });
  });
});
