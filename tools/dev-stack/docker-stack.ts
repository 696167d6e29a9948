import { createHash } from 'node:crypto';
import path from 'node:path';
import { GenericContainer, getContainerRuntimeClient, Wait, type StartedTestContainer } from 'testcontainers';
import type { RealBackend, StackOptions } from './backend.ts';
import { freePort, kafkaAnswers, waitUntil } from './ports.ts';

export const DOCKER_IMAGES = { kafka: 'apache/kafka:4.1.0', mongo: 'mongo:8' } as const;

const ROOT = path.resolve(import.meta.dirname, '../..');
const START_LIMIT_MS = 120_000;
const KAFKA_DATA = '/var/lib/kafka/data';
const MONGO_DATA = '/data/db';

/** Starts Kafka and MongoDB in containers. A fresh stack leaves nothing; a kept one has its data in named volumes of this checkout. */
export async function startDockerStack(options: StackOptions): Promise<RealBackend> {
  const { host } = (await getContainerRuntimeClient()).info.containerRuntime;
  const port = await freePort();
  const [kafka, mongo] = await startBoth([kafkaContainer(host, port, options), mongoContainer(options)]);
  const kafkaIsReady = (): Promise<void> =>
    waitUntil(() => kafkaAnswers(host, port), { timeoutMs: START_LIMIT_MS, giveUp: () => undefined });
  await kafkaIsReady();
  return {
    kind: 'docker',
    kafkaBrokers: `${host}:${port}`,
    mongodbUri: `mongodb://${mongo.getHost()}:${mongo.getMappedPort(27_017)}`,
    async restartKafka() {
      // Without time to stop, Docker kills the process.
      await kafka.restart({ timeout: 0 });
      await kafkaIsReady();
    },
    async stop() {
      await Promise.all([kafka.stop(), mongo.stop()]);
    },
  };
}

async function startBoth(
  containers: readonly [GenericContainer, GenericContainer],
): Promise<[StartedTestContainer, StartedTestContainer]> {
  const [kafka, mongo] = await Promise.allSettled([containers[0].start(), containers[1].start()]);
  if (kafka.status === 'fulfilled' && mongo.status === 'fulfilled') return [kafka.value, mongo.value];
  for (const outcome of [kafka, mongo]) if (outcome.status === 'fulfilled') await outcome.value.stop();
  throw kafka.status === 'rejected' ? kafka.reason : (mongo as PromiseRejectedResult).reason;
}

/** Clients must find the broker under the address it advertises, also after a restart, so its port is fixed beforehand. */
function kafkaContainer(host: string, port: number, options: StackOptions): GenericContainer {
  const container = new GenericContainer(DOCKER_IMAGES.kafka)
    .withExposedPorts({ container: 9092, host: port })
    .withEnvironment({
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_NODE_ID: '1',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_LISTENERS: 'PLAINTEXT://0.0.0.0:9092,CONTROLLER://localhost:9093',
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${host}:${port}`,
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
      KAFKA_LOG_DIRS: KAFKA_DATA,
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '5',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '1000',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      KAFKA_BROKER_SESSION_TIMEOUT_MS: '3000',
      KAFKA_BROKER_HEARTBEAT_INTERVAL_MS: '500',
    })
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(START_LIMIT_MS);
  return withKeptData(container, { name: 'kafka', target: KAFKA_DATA }, options);
}

function mongoContainer(options: StackOptions): GenericContainer {
  const container = new GenericContainer(DOCKER_IMAGES.mongo)
    .withExposedPorts(27_017)
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(START_LIMIT_MS);
  return withKeptData(container, { name: 'mongo', target: MONGO_DATA }, options);
}

function withKeptData(
  container: GenericContainer,
  volume: { name: string; target: string },
  { purpose, fresh }: StackOptions,
): GenericContainer {
  if (fresh) return container;
  const checkout = createHash('sha256').update(ROOT).digest('hex').slice(0, 8);
  return container.withBindMounts([{ source: `psa-bridge-${checkout}-${purpose}-${volume.name}`, target: volume.target }]);
}
