import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadLetterTopic, events, topics } from '@psa-bridge/contracts';
import { systemClock } from '@psa-bridge/core';
import { createKafkaBus } from '@psa-bridge/messaging';
import { createMongoStore } from '@psa-bridge/persistence';
import { prefixedBus } from '@psa-bridge/service-host';
import { captureLogger, eventually, realBackend } from '@psa-bridge/testing';
import { issueId } from '../../src/domain/issue.ts';
import { failed, published, resultMessage, startIssuesApp, succeeded, type IssuesApp } from '../issues-app.ts';

const COMMANDS = topics.commands('autotask').name;
const DEAD_LETTERS = deadLetterTopic(topics.syncResults.name, 'issues-service').name;
const WAIT = { timeoutMs: 60_000, everyMs: 100 };
const LIMIT_MS = 180_000;

describe('issues-service on a real broker and database', () => {
  const backend = realBackend('issues');
  const { logger } = captureLogger();
  const clock = systemClock;
  const kafka = createKafkaBus({ brokers: backend.kafkaBrokers, clientId: backend.prefix, logger, clock });
  const bus = prefixedBus(kafka, `${backend.prefix}.`);
  const store = createMongoStore({ uri: backend.mongodbUri, databaseName: backend.databaseName, clock, logger });
  let service: IssuesApp;

  beforeAll(async () => {
    await bus.start();
    service = await startIssuesApp({ bus, store });
  }, LIMIT_MS);
  afterAll(async () => {
    await service?.app.stop();
    await Promise.all([bus.close(), store.close()]);
    await backend.cleanUp();
  }, LIMIT_MS);

  function pathOf(entityId: string): string {
    return `/v1/issues/${issueId('tenant-a', { integrationId: 'integration-1', entityType: 'quote', entityId })}`;
  }
  async function standing(entityId: string, status: string): Promise<void> {
    await eventually(async () => expect((await service.call('GET', pathOf(entityId))).body).toMatchObject({ status }), WAIT);
  }

  it(
    'a failed result becomes an issue, its retry a command, and the success clears it (IS-02, IS-03, IS-06)',
    async () => {
      await service.report(failed('quote-1', 1n));
      await standing('quote-1', 'open');

      await service.call('POST', `${pathOf('quote-1')}/retry`);
      await eventually(
        async () =>
          expect(await published(bus, COMMANDS, events.retryWork)).toMatchObject([{ entityId: 'quote-1', entityType: 'quote' }]),
        WAIT,
      );
      await service.report(succeeded('quote-1', 2n));
      await standing('quote-1', 'cleared');

      await eventually(async () => expect(await published(bus, topics.issues.name, events.issueChanged)).toHaveLength(3), WAIT);
      // What is published is let go of a moment later.
      await eventually(
        async () =>
          expect(await store.collection<never>({ name: 'issues', writer: 'issues-service' }).withOutbox(10)).toEqual([]),
        WAIT,
      );
    },
    LIMIT_MS,
  );

  it(
    'a poisoned message goes to the dead letters as it was, and its neighbours go on',
    async () => {
      const poison = { ...resultMessage(failed('quote-poison', 1n)), value: Buffer.from([0xff, 0xff, 0xff]) };
      const results = [resultMessage(failed('quote-2', 1n)), poison, resultMessage(failed('quote-3', 1n))];

      await bus.publish(
        topics.syncResults.name,
        results.map((message) => ({ ...message, key: 'one-partition' })),
      );

      await Promise.all(['quote-2', 'quote-3'].map((id) => standing(id, 'open')));
      const [letter] = await eventually(async () => {
        const letters = await Array.fromAsync(bus.readAll(DEAD_LETTERS));
        expect(letters).toHaveLength(1);
        return letters;
      }, WAIT);
      expect(Buffer.from(letter?.value ?? [])).toEqual(Buffer.from([0xff, 0xff, 0xff]));
    },
    LIMIT_MS,
  );

  it(
    'search, filters, counts and retry-all work on the real database as on its twin',
    async () => {
      await service.report(failed('quote-4', 1n, { failure: { code: 'no_match', message: 'No matching (records) found' } }));
      await standing('quote-4', 'open');

      const found = await service.call('GET', '/v1/issues?search=(records) quote-4&code=no_match&sort=entityName');
      const counts = await service.call('GET', '/v1/issues/counts?code=no_match');
      const job = await service.call('POST', '/v1/issues/retry-all', { body: { filter: { code: ['no_match'] } } });

      expect(found.body).toMatchObject({ total: 1, items: [{ entityId: 'quote-4' }] });
      expect(counts.body).toMatchObject({ byCode: { no_match: 1 }, byLevel: { error: 1 } });
      const path = `/v1/issues/jobs/${(job.body as { id: string }).id}`;
      await eventually(
        async () => expect((await service.call('GET', path)).body).toMatchObject({ state: 'completed', done: 1 }),
        WAIT,
      );
      await standing('quote-4', 'retrying');
    },
    LIMIT_MS,
  );

  it(
    'a hundred results of ten entities, each twice, leave ten issues with ten failures each',
    async () => {
      const results = Array.from({ length: 100 }, (_, index) => failed(`bulk-${index % 10}`, BigInt(1 + Math.floor(index / 10))));
      const twice = results.flatMap((result) => [resultMessage(result), resultMessage(result)]);

      await bus.publish(topics.syncResults.name, twice);

      await eventually(async () => {
        const { body } = await service.call('GET', '/v1/issues?search=bulk-');
        const { items, total } = body as { items: { attempts: number }[]; total: number };
        expect(total).toBe(10);
        expect(items.map(({ attempts }) => attempts)).toEqual(Array.from({ length: 10 }, () => 10));
      }, WAIT);
    },
    LIMIT_MS,
  );
});
