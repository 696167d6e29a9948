import { freePorts } from '../dev-stack/ports.ts';
import { startBalancer, type Balancer } from './balancer.ts';
import { createServiceProcesses, type ServiceProcesses } from './processes.ts';
import { planServices, SERVICE_NAMES, type PlannedService, type PlanOptions, type ServiceName } from './service-plan.ts';

/** Every service as two processes behind a balancer, each of which can be replaced while the other goes on. */
export interface Replicas {
  gatewayUrl: string;
  /** Replaces each process of each service once, one after the other, as an upgrade does. */
  rollOnce(): Promise<void>;
  counts(): { requests: number; failed: readonly string[]; restarts: number };
  stop(): Promise<void>;
}

interface Replica {
  plan: readonly PlannedService[];
  processes: ServiceProcesses;
}

const COUNT = 2;

export async function startReplicas(options: Omit<PlanOptions, 'ports'>): Promise<Replicas> {
  const plan = planServices({ ...options, ports: await freePorts(SERVICE_NAMES.length * 2) });
  const balancers = new Map<ServiceName, Balancer>();
  for (const { name, url } of plan) balancers.set(name, await startBalancer(url));
  const ports = [...(await freePorts(plan.length * 2 * COUNT))];
  const replicas = Array.from({ length: COUNT }, () => replicaOf(plan, ports.splice(0, plan.length * 2)));
  let restarts = 0;

  async function start(name: ServiceName, { plan: own, processes }: Replica): Promise<void> {
    await processes.start(name);
    balancers.get(name)?.putIn(urlOf(own, name));
  }

  async function replace(name: ServiceName, replica: Replica): Promise<void> {
    balancers.get(name)?.takeOut(urlOf(replica.plan, name));
    await replica.processes.kill(name, 'SIGTERM');
    await start(name, replica);
    restarts += 1;
  }

  async function stop(): Promise<void> {
    for (const { processes } of replicas) await processes.stopAll();
    for (const balancer of balancers.values()) await balancer.stop();
  }

  try {
    for (const { name } of plan) for (const replica of replicas) await start(name, replica);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    gatewayUrl: urlOf(plan, 'gateway'),
    async rollOnce() {
      for (const { name } of plan) for (const replica of replicas) await replace(name, replica);
    },
    counts() {
      const all = [...balancers.values()].map((balancer) => balancer.counts());
      return {
        requests: all.reduce((sum, { requests }) => sum + requests, 0),
        failed: all.flatMap(({ failed }) => failed),
        restarts,
      };
    },
    stop,
  };
}

/** The same services at ports of their own: what they know of one another is the balancers. */
function replicaOf(plan: readonly PlannedService[], ports: readonly number[]): Replica {
  const own = plan.map((service, index) => {
    const [port, adminPort] = ports.slice(2 * index);
    return {
      ...service,
      url: `http://127.0.0.1:${port}`,
      adminUrl: `http://127.0.0.1:${adminPort}`,
      env: { ...service.env, HTTP_PORT: String(port), ADMIN_PORT: String(adminPort) },
    };
  });
  return { plan: own, processes: createServiceProcesses(own) };
}

function urlOf(plan: readonly PlannedService[], name: ServiceName): string {
  const found = plan.find((service) => service.name === name);
  if (!found) throw new Error(`There is no service ${name}.`);
  return found.url;
}
