import { deadLetterTopic } from '@psa-bridge/contracts';
import { listDeadLetters, type ConsumerDefinition } from '@psa-bridge/messaging';
import { redact } from '@psa-bridge/observability';
import type { Stored } from '@psa-bridge/persistence';
import { PLATFORM_TENANT, serviceBeats } from './beat/service-beat.ts';
import type { Platform } from './platform.ts';

const REASON = 'A support bundle is about the whole installation.';

/**
 * What somebody who helps needs to know, in lines of JSON that may be sent away: versions, configuration, how each process was
 * lately, what is stored how often, which messages failed why. No secret, no personal data, no document's content.
 */
export async function* supportBundle(platform: Platform, consumers: readonly ConsumerDefinition[]): AsyncIterable<string> {
  yield part('process', {
    service: platform.name,
    node: process.version,
    on: `${process.platform} ${process.arch}`,
    at: platform.clock.now(),
  });
  yield part('configuration', { settings: { ...platform.config } });
  for await (const found of stored(platform)) yield found;
  for (const { topic, group } of consumers) yield part('dead_letters', await deadLetters(platform, topic.name, group));
}

async function* stored({ store }: Platform): AsyncIterable<string> {
  const migrations = store.collection<Stored>({ name: 'migrations', writer: 'persistence' }).acrossTenants(REASON);
  yield part('migrations', { applied: (await migrations.find({})).map(({ _id }) => _id).sort() });
  for (const beat of await store.collection(serviceBeats).forTenant(PLATFORM_TENANT).find({})) yield part('beat', { ...beat });
  for (const collection of await store.everyCollection()) {
    const documents = await collection.acrossTenants(REASON).count({});
    yield part('collection', { name: collection.spec.name, documents });
  }
}

async function deadLetters({ bus }: Platform, topic: string, group: string): Promise<object> {
  await bus.ensureTopics([deadLetterTopic(topic, group)]);
  const byCode: Record<string, number> = {};
  for await (const { code } of listDeadLetters({ bus, topic, group })) byCode[code] = (byCode[code] ?? 0) + 1;
  return { topic, group, byCode };
}

function part(name: string, content: object): string {
  return JSON.stringify({ part: name, ...(redact(content) as object) });
}
