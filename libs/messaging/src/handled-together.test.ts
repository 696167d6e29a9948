import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { deadLetterTopic, events, type TopicSpec } from '@psa-bridge/contracts';
import { captureLogger, eventually } from '@psa-bridge/testing';
import { hintMessage } from '../test/hints.ts';
import { recordingMetrics } from '../test/recording-metrics.ts';
import { defineConsumer, drop, on, type Handler, type TogetherHandler } from './consumer-definition.ts';
import { createConsumerRuntime } from './consumer-runtime.ts';
import { createMemoryBus } from './memory-bus.ts';

const GROUP = 'hint-service';
const TOPIC: TopicSpec = { name: 'psa.hints.test.v1', cleanup: 'delete', partitions: 1 };
const ALL = ['0', '1', '2', '3'];

/** What of four waiting messages was handled together and what alone. `refuses`: with that one nothing can be handled. */
async function handled(refuses?: string) {
  const clock = createManualClock();
  const bus = createMemoryBus({ clock });
  const metrics = recordingMetrics();
  const together: string[][] = [];
  const alone: string[] = [];
  const one: Handler<typeof events.entityHint> = async ({ externalId }) => {
    alone.push(externalId);
    if (externalId === refuses) throw new Error('never');
  };
  const many: TogetherHandler<typeof events.entityHint> = async (delivered) => {
    const ids = delivered.map(({ data }) => data.externalId);
    together.push(ids);
    if (refuses !== undefined && ids.includes(refuses)) throw new Error('one of them');
    return ids.map((id) => (id === '2' ? drop('not_newer') : undefined));
  };
  const consumers = [defineConsumer({ group: GROUP, topic: TOPIC, subscriptions: [on(events.entityHint, one, many)] })];
  const runtime = createConsumerRuntime({ bus, clock, logger: captureLogger().logger, metrics, consumers });
  await bus.ensureTopics([TOPIC]);
  await bus.publish(
    TOPIC.name,
    ALL.map((id) => hintMessage(id)),
  );
  await runtime.start();
  await eventually(async () => {
    await clock.advance(1_000);
    expect(refuses === undefined ? together.flat().at(-1) : alone.at(-1)).toBe('3');
  });
  await runtime.stop();
  const deadLetters = await Array.fromAsync(bus.readAll(deadLetterTopic(TOPIC.name, GROUP).name));
  return { together, alone, metrics, deadLetters };
}

describe('a handler that takes several messages at once', () => {
  it('gets them in their order, and each counts as what became of it', async () => {
    const { together, alone, metrics } = await handled();

    expect([together, alone]).toEqual([[ALL], []]);
    expect(metrics.counted('psa_bridge_dropped_total', { reason: 'not_newer' })).toBe(1);
    expect(metrics.counted('psa_bridge_consumer_messages_total', { outcome: 'ok' })).toBe(3);
  });

  it('gets each by itself where they cannot be handled together, so one that fails stops none of the others', async () => {
    const { alone, deadLetters } = await handled('1');

    expect(alone).toEqual(['0', '1', '1', '1', '2', '3']);
    expect(deadLetters).toHaveLength(1);
  });
});
