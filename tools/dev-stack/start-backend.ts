import { constants } from 'node:os';
import type { Backend, RealBackend, StackOptions } from './backend.ts';
import { chooseBackend } from './choose-backend.ts';
import { DOCKER_IMAGES, startDockerStack } from './docker-stack.ts';
import { startJavaStack } from './java-stack.ts';
import { probeDocker, probeJava } from './probe-machine.ts';

const MEMORY_BANNER = `
  ┌──────────────────────────────────────────────────────────────────────────┐
  │ NOTHING OUTLIVES THIS PROCESS: Kafka and MongoDB are replaced by memory. │
  │ For the real ones install Docker, or a JDK 17 and Maven, or set          │
  │ KAFKA_BROKERS and MONGODB_URI.                                           │
  └──────────────────────────────────────────────────────────────────────────┘
`;

/** Progress goes to standard error: what a command answers on standard output stays clean. */
const say = (line: string): void => console.error(line);

/**
 * Picks a backend, says in one line which and why, and starts it. `stop()` ends it; when this process ends without that,
 * even by a crash, the servers notice and end by themselves.
 */
export async function startBackend(options: StackOptions): Promise<Backend> {
  const choice = await chooseBackend({
    env: process.env,
    docker: () => probeDocker(Object.values(DOCKER_IMAGES)),
    java: () => probeJava(),
  });
  say(choice.line);
  switch (choice.kind) {
    case 'env':
      return givenBackend();
    case 'docker':
      return startDockerStack(options);
    case 'java':
      return startJavaStack(options, say);
    case 'memory':
      say(MEMORY_BANNER);
      return { kind: 'memory', stop: () => Promise.resolve() };
  }
}

function givenBackend(): RealBackend {
  return {
    kind: 'env',
    kafkaBrokers: process.env['KAFKA_BROKERS'] ?? '',
    mongodbUri: process.env['MONGODB_URI'] ?? '',
    restartKafka: () =>
      Promise.reject(new Error('KAFKA_BROKERS names a broker that was not started here: it cannot be restarted.')),
    stop: () => Promise.resolve(),
  };
}

/**
 * Runs `work` on a backend and stops it afterwards, also on SIGINT and SIGTERM. Undefined when no backend could be started:
 * the reason is on the terminal then, and the exit code is 1.
 */
export async function withBackend<Result>(
  options: StackOptions,
  work: (backend: Backend) => Promise<Result>,
): Promise<Result | undefined> {
  const backend = await startBackend(options).catch(refuse);
  if (backend === undefined) return undefined;
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= backend.stop());
  const stopOnSignal = (signal: NodeJS.Signals): void => {
    void stop().finally(() => process.exit(128 + constants.signals[signal]));
  };
  process.once('SIGINT', stopOnSignal);
  process.once('SIGTERM', stopOnSignal);
  try {
    return await work(backend);
  } finally {
    await stop();
    process.off('SIGINT', stopOnSignal);
    process.off('SIGTERM', stopOnSignal);
  }
}

/** As `withBackend`, for work that makes no sense on memory: that counts as none. */
export function withRealBackend<Result>(
  options: StackOptions,
  work: (backend: RealBackend) => Promise<Result>,
): Promise<Result | undefined> {
  return withBackend(options, async (backend) => {
    if (backend.kind !== 'memory') return work(backend);
    return refuse(new Error('A real Kafka and MongoDB are needed here; the lines above say how to have them.'));
  });
}

function refuse(error: Error): undefined {
  say(error.message);
  process.exitCode = 1;
}
