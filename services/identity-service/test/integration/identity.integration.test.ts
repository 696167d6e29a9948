import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { createMongoStore } from '@psa-bridge/persistence';
import { captureLogger, realBackend } from '@psa-bridge/testing';
import { ADMIN, startIdentityApp, type IdentityApp, type Tokens } from '../identity-app.ts';

const EDITOR = { email: 'editor@demo.example', password: 'demo editor password', name: 'Demo Editor' };

describe('identity-service on a real database', () => {
  const backend = realBackend('identity');
  const { logger } = captureLogger();
  const stores = [1, 2].map(() =>
    createMongoStore({ uri: backend.mongodbUri, databaseName: backend.databaseName, clock: systemClock, logger }),
  );
  let replicas: IdentityApp[] = [];

  beforeAll(async () => {
    replicas = await Promise.all(stores.map((store) => startIdentityApp({ store, clock: systemClock })));
  }, 60_000);
  afterAll(async () => {
    await Promise.all(replicas.map(({ app }) => app.stop()));
    await Promise.all(stores.map((store) => store.close()));
    await backend.cleanUp();
  }, 60_000);

  function replica(index: 0 | 1): IdentityApp {
    const found = replicas[index];
    if (!found) throw new Error('the replicas did not start');
    return found;
  }

  it('two replicas that started together share one tenant, one admin and one signing key', async () => {
    const { accessToken: token } = await replica(0).signIn();

    const users = await replica(1).call('GET', '/v1/users', { token });
    const keys = await replica(1).call('GET', '/.well-known/jwks.json');

    expect(users).toMatchObject({ status: 200, body: { total: 1, items: [{ email: ADMIN.email }] } });
    expect((keys.body as { keys: unknown[] }).keys).toHaveLength(1);
  });

  it('a user made at one replica signs in at the other; a refresh token works at both, once', async () => {
    const { accessToken: token } = await replica(0).signIn();
    await replica(0).call('POST', '/v1/users', { token, body: { ...EDITOR, permissions: ['Issue manager'] } });
    const { refreshToken } = await replica(1).signIn(EDITOR);
    const refresh = (index: 0 | 1, shown: string) =>
      replica(index).call('POST', '/v1/auth/refresh', { body: { refreshToken: shown } });

    const first = await refresh(0, refreshToken);
    const second = await refresh(1, (first.body as Tokens).refreshToken);
    const reused = await refresh(0, refreshToken);
    const newest = await refresh(1, (second.body as Tokens).refreshToken);

    expect([first.status, second.status, reused.status, newest.status]).toEqual([200, 200, 401, 401]);
    expect(reused.body).toMatchObject({ code: 'refresh_token_reused' });
  });

  it('attempts are counted over both replicas, also when they come at the same moment', async () => {
    const guess = (index: number) =>
      replica(index % 2 === 0 ? 0 : 1).call('POST', '/v1/auth/sign-in', {
        body: { email: 'guessed@demo.example', password: 'wrong guess' },
        address: `192.0.2.${index}`,
      });

    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => guess(index)));

    const looked = answers.filter(({ status }) => status === 401).length;
    const refused = answers.filter(({ status }) => status === 429).length;
    expect(looked).toBeLessThanOrEqual(5);
    expect(looked + refused).toBe(20);
  });
});
