import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  entityKey,
  events,
  IssueEvent,
  newEvent,
  Outcome,
  toBusMessage,
  topics,
  type EventInit,
  type EventType,
  type TopicSpec,
} from '@psa-bridge/contracts';
import { systemClock, type Caller } from '@psa-bridge/core';
import { createMemoryBus, type BusConsumer, type MessageBus } from '@psa-bridge/messaging';
import { createMetrics } from '@psa-bridge/observability';
import { captureLogger, eventually } from '@psa-bridge/testing';
import type { StreamEvent } from '../domain/stream-event.ts';
import { createStreamHub, type StreamHub } from '../domain/stream-hub.ts';
import { createStreamReader } from './stream-reader.ts';

const admin: Caller = { tenantId: 't1', subject: 'admin', isAdmin: true, permissions: [] };

let bus: MessageBus;
let hub: StreamHub;
let reader: BusConsumer;
let heard: StreamEvent[];
const log = captureLogger();

async function publish<Type extends EventType>(topic: TopicSpec, type: Type, data: EventInit<Type>): Promise<void> {
  const event = newEvent(type, {
    topic: topic.name,
    key: entityKey('t1', 'x', '1'),
    source: 'test',
    tenantId: 't1',
    data,
    at: systemClock.now(),
  });
  await bus.publish(topic.name, [toBusMessage(event)]);
}

beforeEach(async () => {
  bus = createMemoryBus({ clock: systemClock });
  await bus.ensureTopics([topics.syncProgress, topics.issues, topics.syncResults]);
  hub = createStreamHub({ eventsPerTenant: 10, tenants: 10 });
  heard = [];
  hub.subscribe({ caller: admin, deliver: (event) => heard.push(event) });
  reader = createStreamReader({ bus, hub, replica: 'a', metrics: createMetrics(), log: log.logger });
  await reader.start();
});

afterEach(async () => {
  await reader.stop();
  await bus.close();
});

describe('createStreamReader', () => {
  it('tells of progress, issues and how operations on records ended', async () => {
    await publish(topics.syncProgress, events.syncProgress, {
      runId: 'r1',
      state: 'running',
      phase: 'company',
      done: 500n,
      total: 0n,
    });
    await publish(topics.issues, events.issueChanged, {
      issueId: 'n1',
      event: IssueEvent.OPENED,
      message: 'No matching records found',
    });
    await publish(topics.syncResults, events.syncResult, {
      entityType: 'quote',
      entityId: 'q1',
      outcome: Outcome.PARTIAL,
      operation: 'push',
    });

    await eventually(() => expect(heard).toHaveLength(3));
    expect(heard.find(({ type }) => type === 'sync-progress')).toMatchObject({
      access: 'signed-in',
      data: { runId: 'r1', done: 500, total: null },
    });
    expect(heard.find(({ type }) => type === 'issue')).toMatchObject({
      access: ['Issue manager'],
      data: { issueId: 'n1', event: 'opened' },
    });
    expect(heard.find(({ type }) => type === 'record-sync')).toMatchObject({
      data: { type: 'quote', id: 'q1', status: 'warning' },
    });
  });

  it('shows results of products only to who may read products', async () => {
    await publish(topics.syncResults, events.syncResult, {
      entityType: 'product',
      entityId: 'p1',
      outcome: Outcome.FAILED,
      failure: { code: 'x', message: 'y' },
    });

    await eventually(() => expect(heard).toHaveLength(1));
    expect(heard[0]).toMatchObject({ access: ['Product viewer', 'Product editor'], data: { status: 'failed', message: 'y' } });
  });

  it('tells nothing of what was published before it started', async () => {
    const lateHub = createStreamHub({ eventsPerTenant: 10, tenants: 10 });
    const heardLate: StreamEvent[] = [];
    lateHub.subscribe({ caller: admin, deliver: (event) => heardLate.push(event) });
    const late = createStreamReader({ bus, hub: lateHub, replica: 'b', metrics: createMetrics(), log: log.logger });
    await publish(topics.issues, events.issueChanged, { issueId: 'before', event: IssueEvent.OPENED });

    await late.start();
    await publish(topics.issues, events.issueChanged, { issueId: 'after', event: IssueEvent.OPENED });
    await eventually(() => expect(heardLate).not.toEqual([]));
    await late.stop();

    expect(heardLate.map(({ data }) => data['issueId'])).toEqual(['after']);
  });

  it('goes on after a message that it cannot read', async () => {
    await bus.publish(topics.issues.name, [{ key: 't1:x:1', value: new Uint8Array([255, 255]), headers: {} }]);
    await publish(topics.issues, events.issueChanged, { issueId: 'n2', event: IssueEvent.CLEARED });

    await eventually(() => expect(heard.map(({ data }) => data['issueId'])).toEqual(['n2']));
    expect(log.of('stream_message_unreadable')).toMatchObject([{ fields: { code: 'invalid_envelope' } }]);
  });
});
