import { fileURLToPath } from 'node:url';
import { spawnNode, type SpawnedNode } from '@psa-bridge/testing';
import autocannon from 'autocannon';

/** One process that is asked, and what it is asked. */
export interface Side {
  url: string;
  requests: readonly { method: 'GET'; path: string; headers: Readonly<Record<string, string>> }[];
  /** What its process has used of the processor so far, in microseconds. */
  cpuMicros: () => Promise<number>;
}

export interface Round {
  perSecond: number;
  cpuMicrosEach: number;
}

const CONNECTIONS = 20;
/** Many short rounds, because the speed of a shared machine drifts within seconds: each is held against its neighbour. */
const ROUNDS = 15;
const ROUND_SECONDS = 2;
const CPU_METER = new URL('./cpu-meter.ts', import.meta.url).href;

export const HOW = `over ${CONNECTIONS} connections, one process each, ${ROUNDS} rounds of ${ROUND_SECONDS} s taking turns, the median of their ratios`;

export interface SideStart {
  script: URL;
  env: Readonly<Record<string, string>>;
  /** The line of its log that says its port. */
  line: RegExp;
  requests: Side['requests'];
  /** Modules that are loaded before the script. */
  imports?: readonly URL[];
}

/** Starts a process to be asked; it is added to those that are to be killed. */
export async function startSide(
  { script, env, line, requests, imports = [] }: SideStart,
  processes: SpawnedNode[],
): Promise<Side> {
  const nodeArgs = [CPU_METER, ...imports.map(({ href }) => href)].flatMap((url) => ['--import', url]);
  const process = await spawnNode({ script: fileURLToPath(script), nodeArgs, env });
  processes.push(process);
  return { url: await addressIn(process, line), requests, cpuMicros: cpuMeter(await addressIn(process, /cpu_meter/)) };
}

async function addressIn(process: SpawnedNode, line: RegExp): Promise<string> {
  const { port } = JSON.parse(await process.waitForLine(line, 60_000)) as { port: number };
  return `http://127.0.0.1:${port}`;
}

function cpuMeter(url: string): () => Promise<number> {
  return async () => ((await (await fetch(url)).json()) as { micros: number }).micros;
}

/** The rounds of each side, after one that warms it up; who begins changes with every round, for the first has the coolest machine. */
export async function takeTurns(sides: readonly Side[]): Promise<readonly (readonly Round[])[]> {
  for (const side of sides) await load(side);
  const rounds = sides.map((): Round[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    const inOrder = [...sides.entries()];
    for (const [at, side] of round % 2 === 0 ? inOrder : inOrder.reverse()) rounds[at]?.push(await measure(side));
  }
  return rounds;
}

/** How much of its neighbour's speed a side has, round by round. */
export function ratioOf(rounds: readonly Round[] = [], neighbours: readonly Round[] = []): number {
  return median(rounds.map(({ perSecond }, at) => perSecond / (neighbours[at]?.perSecond ?? Number.NaN)));
}

export function medians(rounds: readonly Round[] = []): Round {
  return {
    perSecond: Math.round(median(rounds.map(({ perSecond }) => perSecond))),
    cpuMicrosEach: Math.round(median(rounds.map(({ cpuMicrosEach }) => cpuMicrosEach))),
  };
}

async function measure(side: Side): Promise<Round> {
  const before = await side.cpuMicros();
  const { total, perSecond } = await load(side);
  return { perSecond, cpuMicrosEach: ((await side.cpuMicros()) - before) / total };
}

/** The requests of one round; throws where anything but 200 was answered. */
async function load({ url, requests }: Side): Promise<{ total: number; perSecond: number }> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: ROUND_SECONDS, requests: [...requests] });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were not 200, ${result.errors} requests failed.`);
  const { total } = result.requests;
  return { total, perSecond: total / result.duration };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
