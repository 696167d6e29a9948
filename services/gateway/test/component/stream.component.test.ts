import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  entityKey,
  events,
  IssueEvent,
  newEvent,
  toBusMessage,
  topics,
  type EventInit,
  type EventType,
  type TopicSpec,
} from '@psa-bridge/contracts';
import type { Caller } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { openStream, type SseClient } from '../sse-client.ts';
import { admin, person } from '@psa-bridge/http-server/route-suite';

/** What happened, without what the stream says of itself. */
const told = ({ events }: SseClient) => events.filter(({ event }) => event !== 'ready');

let gateway: Gateway;
const clients: SseClient[] = [];

beforeAll(async () => {
  gateway = await startGateway();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => gateway.stop());

async function listen(caller: Caller, lastEventId?: string): Promise<SseClient> {
  const client = await openStream(`${gateway.url}/v1/stream`, {
    authorization: `Bearer ${await gateway.tokens.sign(caller)}`,
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
  });
  clients.push(client);
  return client;
}

async function publish<Type extends EventType>(
  topic: TopicSpec,
  type: Type,
  made: { tenantId: string; id: string; data: EventInit<Type> },
): Promise<void> {
  const event = newEvent(type, {
    ...made,
    topic: topic.name,
    key: entityKey(made.tenantId, 'x', made.id),
    source: 'test',
    at: new Date(),
  });
  await gateway.bus.publish(topic.name, [toBusMessage(event)]);
}

const progress = (tenantId: string, id: string) =>
  publish(topics.syncProgress, events.syncProgress, {
    tenantId,
    id,
    data: { runId: id, state: 'running', done: 10n, total: 20n },
  });
const issue = (tenantId: string, id: string) =>
  publish(topics.issues, events.issueChanged, {
    tenantId,
    id,
    data: { issueId: id, event: IssueEvent.OPENED, message: 'No matching records found' },
  });

describe('the stream', () => {
  it('tells the people of a tenant how a sync goes', async () => {
    const client = await listen(person('t1'));

    await progress('t1', 'run-1');

    await eventually(() => expect(told(client)).toHaveLength(1));
    expect(told(client)[0]).toMatchObject({ id: 'run-1', event: 'sync-progress' });
    expect(JSON.parse(told(client)[0]?.data ?? '')).toMatchObject({ runId: 'run-1', done: 10, total: 20 });
  });

  it('tells of issues who may see them, and nobody of another tenant', async () => {
    const [plain, manager, boss, stranger] = await Promise.all([
      listen(person('t2')),
      listen(person('t2', ['Issue manager'])),
      listen(admin('t2')),
      listen(admin('t3')),
    ]);

    await issue('t2', 'issue-1');
    await progress('t2', 'run-2');
    await progress('t3', 'run-3');

    await eventually(() => {
      expect(told(plain).map(({ id }) => id)).toEqual(['run-2']);
      expect(
        told(manager)
          .map(({ id }) => id)
          .sort(),
      ).toEqual(['issue-1', 'run-2']);
      expect(
        told(boss)
          .map(({ id }) => id)
          .sort(),
      ).toEqual(['issue-1', 'run-2']);
      expect(told(stranger).map(({ id }) => id)).toEqual(['run-3']);
    });
  });

  it('gives who comes back what was missed', async () => {
    const client = await listen(person('t4'));
    await progress('t4', 'run-4');
    await eventually(() => expect(told(client)).toHaveLength(1));
    client.close();
    const witness = await listen(person('t4'));
    await progress('t4', 'run-5');
    await eventually(() => expect(told(witness)).toHaveLength(1));

    const again = await listen(person('t4'), 'run-4');

    await eventually(() => expect(told(again).map(({ id }) => id)).toEqual(['run-5']));
  });

  it('says so to who was away for too long', async () => {
    const client = await listen(person('t5'), 'forgotten');

    await eventually(() => expect(client.events).toMatchObject([{ event: 'reset' }]));
  });

  it('is for those who are signed in', async () => {
    const client = await openStream(`${gateway.url}/v1/stream`, {});

    expect(client.status).toBe(401);
  });

  it('ends when the gateway stops, without waiting', async () => {
    const other = await startGateway();
    const client = await openStream(`${other.url}/v1/stream`, {
      authorization: `Bearer ${await other.tokens.sign(person('t1'))}`,
    });

    await other.stop();

    await eventually(() => expect(client.isOver()).toBe(true));
  });

  it('asks further readers to come back later when all places are taken', async () => {
    const small = await startGateway({ variables: { STREAM_READERS: '1' } });
    const headers = { authorization: `Bearer ${await small.tokens.sign(person('t1'))}` };
    const first = await openStream(`${small.url}/v1/stream`, headers);

    const second = await small.call('GET', '/v1/stream', { as: person('t1') });
    first.close();
    await small.stop();

    expect([first.status, second.status, second.body['code']]).toEqual([200, 503, 'too_many_streams']);
  });
});
