import { spawnNode, type SpawnedNode } from '@psa-bridge/testing';
import type { PlannedService, ServiceName } from './service-plan.ts';

/** The services as processes of their own, each of which can be killed and started again. */
export interface ServiceProcesses {
  /** Started and answering `/readyz`. `extra` is added to its environment, such as an armed fault. */
  start(name: ServiceName, extra?: Readonly<Record<string, string>>): Promise<void>;
  /** Started, whether it gets ready or not: one that is armed may die of what waits for it. */
  launch(name: ServiceName, extra?: Readonly<Record<string, string>>): Promise<void>;
  /** One that was launched answers `/readyz`. */
  ready(name: ServiceName): Promise<void>;
  /** As by a power cut, or with SIGTERM as by an orderly stop. */
  kill(name: ServiceName, signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Resolves when the process is gone by itself, as after an armed fault, with the signal that ended it. */
  gone(name: ServiceName): Promise<NodeJS.Signals | null | undefined>;
  output(name: ServiceName): readonly string[];
  stopAll(): Promise<void>;
}

const READY_LIMIT_MS = 60_000;

export function createServiceProcesses(plan: readonly PlannedService[]): ServiceProcesses {
  const running = new Map<ServiceName, SpawnedNode>();

  function planned(name: ServiceName): PlannedService {
    const found = plan.find((service) => service.name === name);
    if (!found) throw new Error(`There is no service ${name}.`);
    return found;
  }

  async function launch(name: ServiceName, extra: Readonly<Record<string, string>> = {}): Promise<void> {
    const { main, env } = planned(name);
    const child = await spawnNode({
      script: main,
      env: { ...env, ...extra },
      nodeArgs: ['--disable-warning=ExperimentalWarning'],
    });
    running.set(name, child);
  }

  async function ready(name: ServiceName): Promise<void> {
    const child = running.get(name);
    if (!child) throw new Error(`${name} was not launched.`);
    await answers(planned(name).adminUrl, child, name);
  }

  return {
    ...{ launch, ready },
    async start(name, extra) {
      await launch(name, extra);
      await ready(name);
    },
    async kill(name, signal = 'SIGKILL') {
      await running.get(name)?.kill(signal);
      running.delete(name);
    },
    async gone(name) {
      const exit = await running.get(name)?.exited;
      running.delete(name);
      return exit?.signal;
    },
    output: (name) => running.get(name)?.output ?? [],
    async stopAll() {
      const names = [...running.keys()].reverse();
      for (const name of names) await running.get(name)?.kill('SIGTERM');
      running.clear();
    },
  };
}

async function answers(adminUrl: string, child: SpawnedNode, name: string): Promise<void> {
  let isGone = false;
  void child.exited.then(() => (isGone = true));
  for (const end = performance.now() + READY_LIMIT_MS; performance.now() < end;) {
    if (isGone) throw new Error(`${name} ended at its start:\n${child.output.join('\n')}`);
    const answer = await fetch(`${adminUrl}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} is not ready after ${READY_LIMIT_MS} ms:\n${child.output.join('\n')}`);
}
