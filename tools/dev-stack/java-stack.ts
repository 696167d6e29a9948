import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RealBackend, StackOptions } from './backend.ts';
import { openDataFolder } from './data-folder.ts';
import { javaClassPath } from './java-kit.ts';
import { createJavaServer, type JavaServer } from './java-server.ts';
import { answers, freePorts, kafkaAnswers } from './ports.ts';

const HOST = '127.0.0.1';
/** Any base64 UUID serves: the broker is alone. */
const CLUSTER_ID = 'cHNhLWJyaWRnZS1kZXYtMQ';

/** Starts the real Kafka broker and the MongoDB-wire server on free loopback ports. */
export async function startJavaStack(options: StackOptions, say: (line: string) => void): Promise<RealBackend> {
  const classPath = await javaClassPath(say);
  const folder = await openDataFolder(options);
  try {
    const [kafkaPort = 0, controllerPort = 0, mongoPort = 0] = await freePorts(3);
    const kafka = await kafkaServer({ classPath, folder: folder.path, port: kafkaPort, controllerPort });
    const mongo = mongoServer({ classPath, folder: folder.path, port: mongoPort, isKept: !options.fresh });
    await startAll([kafka, mongo]);
    return {
      kind: 'java',
      kafkaBrokers: `${HOST}:${kafkaPort}`,
      mongodbUri: `mongodb://${HOST}:${mongoPort}`,
      async restartKafka() {
        await kafka.kill();
        await kafka.start();
      },
      async stop() {
        await Promise.all([kafka.stop(), mongo.stop()]);
        await folder.release();
      },
    };
  } catch (error) {
    await folder.release();
    throw error;
  }
}

async function startAll(servers: readonly JavaServer[]): Promise<void> {
  const outcomes = await Promise.allSettled(servers.map((server) => server.start()));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed === undefined) return;
  await Promise.all(servers.map((server) => server.stop()));
  throw failed.reason;
}

interface ServerPlace {
  classPath: string;
  folder: string;
  port: number;
}

async function kafkaServer({
  classPath,
  folder,
  port,
  controllerPort,
}: ServerPlace & { controllerPort: number }): Promise<JavaServer> {
  const data = path.join(folder, 'kafka');
  const properties = path.join(folder, 'kafka.properties');
  await mkdir(data, { recursive: true });
  await writeFile(properties, kafkaProperties({ data, port, controllerPort }));
  return createJavaServer({
    name: 'Kafka',
    args: ['-Xmx512m', '-cp', classPath, 'DevServer', 'kafka', properties, CLUSTER_ID],
    logFile: path.join(folder, 'kafka.log'),
    isReady: () => kafkaAnswers(HOST, port),
  });
}

function kafkaProperties({ data, port, controllerPort }: { data: string; port: number; controllerPort: number }): string {
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@${HOST}:${controllerPort}`,
    listeners: `PLAINTEXT://${HOST}:${port},CONTROLLER://${HOST}:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://${HOST}:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    // A properties file takes a backslash for an escape.
    'log.dirs': data.replaceAll('\\', '/'),
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '5',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    // Tests kill members of groups, and wait until the broker takes them for dead; by default it allows no less than six seconds.
    'group.min.session.timeout.ms': '1000',
    'auto.create.topics.enable': 'false',
    // A killed broker may come back only when its session has lapsed; the default makes that nine seconds.
    'broker.session.timeout.ms': '3000',
    'broker.heartbeat.interval.ms': '500',
  })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

/**
 * What nobody will read again is not written to a file: serializing it takes two fifths of the processor time that importing costs
 * this server. The heap then has to hold what a benchmark with 100,000 companies stores.
 */
function mongoServer({ classPath, folder, port, isKept }: ServerPlace & { isKept: boolean }): JavaServer {
  const [heap, file] = isKept ? ['-Xmx1g', path.join(folder, 'mongo.h2')] : ['-Xmx3g', '-'];
  return createJavaServer({
    name: 'The MongoDB-wire server',
    args: [heap, '-cp', classPath, 'DevServer', 'mongo', file, String(port)],
    logFile: path.join(folder, 'mongo.log'),
    isReady: () => answers(HOST, port),
  });
}
