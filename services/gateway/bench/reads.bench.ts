import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { newId, systemClock } from '@psa-bridge/core';
import { createLogger } from '@psa-bridge/observability';
import { createMongoStore } from '@psa-bridge/persistence';
import { createRecordStore } from '@psa-bridge/records';
import { dropTestDatabase, spawnNode, type SpawnedNode } from '@psa-bridge/testing';
import autocannon from 'autocannon';
import { createSigner, type Signer } from '@psa-bridge/http-server/route-suite';

export interface BenchEnv {
  kafkaBrokers: string;
  mongodbUri: string;
}

export interface BenchResult {
  name: string;
  ratio: number;
  target: number;
  how: string;
  details: Readonly<Record<string, number>>;
}

const COMPANIES = 500;
const CALLERS = 10;
const CONNECTIONS = 20;
/** Many short rounds, because the speed of a shared machine drifts within seconds: each is held against its neighbour. */
const ROUNDS = 15;
const ROUND_SECONDS = 2;
const TENANT = newId();
const CPU_METER = new URL('./cpu-meter.ts', import.meta.url).href;

interface Side {
  url: string;
  ids: readonly string[];
  tokens: readonly string[];
  /** What its process has used of the processor so far, in microseconds. */
  cpuMicros: () => Promise<number>;
}

interface Round {
  perSecond: number;
  cpuMicrosEach: number;
}

/** `GET /v1/companies/{id}` through the whole gateway against a bare Express handler with the same query. */
export async function run({ kafkaBrokers, mongodbUri }: BenchEnv): Promise<BenchResult[]> {
  const databaseName = `bench_test_gateway_${randomBytes(4).toString('hex')}`;
  const signer = await createSigner();
  const keys = await serveKeys(signer);
  const processes: SpawnedNode[] = [];
  try {
    const ids = await seed(mongodbUri, databaseName);
    const tokens = await Promise.all(Array.from({ length: CALLERS }, (_, index) => signer.sign(callerNumber(index))));
    const database = { MONGODB_URI: mongodbUri, MONGODB_DATABASE: databaseName };
    const start = async (script: URL, env: Readonly<Record<string, string>>, line: RegExp): Promise<Side> => {
      const process = await spawnNode({
        script: fileURLToPath(script),
        nodeArgs: ['--import', CPU_METER],
        env: { ...database, ...env },
      });
      processes.push(process);
      return { url: await addressIn(process, line), ids, tokens, cpuMicros: cpuMeter(await addressIn(process, /cpu_meter/)) };
    };
    const gateway = await start(
      new URL('../src/main.ts', import.meta.url),
      gatewayEnv(kafkaBrokers, databaseName, keys.url),
      /service_started/,
    );
    const bare = await start(new URL('./bare-server.ts', import.meta.url), {}, /listening/);
    return [await compare(gateway, bare)];
  } finally {
    await Promise.all(processes.map((process) => process.kill()));
    keys.server.close();
    await dropTestDatabase(mongodbUri, databaseName);
  }
}

async function addressIn(process: SpawnedNode, line: RegExp): Promise<string> {
  const { port } = JSON.parse(await process.waitForLine(line, 60_000)) as { port: number };
  return `http://127.0.0.1:${port}`;
}

function cpuMeter(url: string): () => Promise<number> {
  return async () => ((await (await fetch(url)).json()) as { micros: number }).micros;
}

async function compare(gateway: Side, bare: Side): Promise<BenchResult> {
  await load(gateway);
  await load(bare);
  const rounds = { gateway: [] as Round[], bare: [] as Round[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.bare.push(await measure(bare));
    rounds.gateway.push(await measure(gateway));
  }
  const [ours, theirs] = [medians(rounds.gateway), medians(rounds.bare)];
  return {
    name: 'gateway reads',
    ratio: median(rounds.gateway.map(({ perSecond }, at) => perSecond / (rounds.bare[at]?.perSecond ?? Number.NaN))),
    target: 0.7,
    how:
      `GET /v1/companies/{id} of ${COMPANIES} companies by ${CALLERS} callers over ${CONNECTIONS} connections: the gateway with tokens verified against ` +
      `an Express handler with the driver's findOne by _id, one process each, ${ROUNDS} rounds of ${ROUND_SECONDS} s taking turns, the median of their ratios; ` +
      'CPU is that of all threads of either process, for each request, and less swayed by what else the machine does',
    details: {
      gatewayPerSecond: Math.round(ours.perSecond),
      barePerSecond: Math.round(theirs.perSecond),
      gatewayCpuMicros: Math.round(ours.cpuMicrosEach),
      bareCpuMicros: Math.round(theirs.cpuMicrosEach),
      cpuRatio: Math.round((theirs.cpuMicrosEach / ours.cpuMicrosEach) * 100) / 100,
    },
  };
}

async function measure(side: Side): Promise<Round> {
  const before = await side.cpuMicros();
  const { total, perSecond } = await load(side);
  return { perSecond, cpuMicrosEach: ((await side.cpuMicros()) - before) / total };
}

function medians(rounds: readonly Round[]): Round {
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    cpuMicrosEach: median(rounds.map(({ cpuMicrosEach }) => cpuMicrosEach)),
  };
}

/** The requests of one round; throws where anything but 200 was answered. */
async function load({ url, ids, tokens }: Side): Promise<{ total: number; perSecond: number }> {
  const requests = ids.map((id, index) => ({
    method: 'GET' as const,
    path: `/v1/companies/${id}`,
    headers: { authorization: `Bearer ${tokens[index % tokens.length]}` },
  }));
  const result = await autocannon({ url, connections: CONNECTIONS, duration: ROUND_SECONDS, requests });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were not 200, ${result.errors} requests failed.`);
  const { total } = result.requests;
  return { total, perSecond: total / result.duration };
}

async function seed(uri: string, databaseName: string): Promise<string[]> {
  const store = createMongoStore({
    uri,
    databaseName,
    clock: systemClock,
    logger: createLogger({ service: 'bench', level: 'silent' }),
  });
  try {
    await store.prepare();
    const records = createRecordStore({ store, clock: systemClock, source: 'bench' }).forTenant(TENANT);
    const integrationId = newId();
    const page = Array.from({ length: COMPANIES }, (_, index) => ({
      externalId: String(index),
      data: {
        name: `Example company ${index}`,
        number: String(10_000 + index),
        type: 'customer',
        telephone: '+1 555 0100',
        website: 'https://example.test',
        address: { street: 'Example Street 1', city: 'Utrecht', zip: '3511 AA', country: 'NL' },
      },
      seenAt: new Date(),
    }));
    const { ids } = await records.applyIncoming('company', integrationId, page);
    return [...ids.values()];
  } finally {
    await store.close();
  }
}

function gatewayEnv(kafkaBrokers: string, prefix: string, keysUrl: string): Readonly<Record<string, string>> {
  return {
    KAFKA_BROKERS: kafkaBrokers,
    KAFKA_PREFIX: `${prefix}.`,
    HTTP_PORT: '0',
    ADMIN_PORT: '0',
    JWKS_URL: keysUrl,
    IDENTITY_URL: 'http://127.0.0.1:1',
    ISSUES_URL: 'http://127.0.0.1:1',
    // As far from being reached as they are in production, and counted all the same.
    REQUESTS_PER_TENANT: '1000000',
    REQUESTS_PER_CALLER: '1000000',
    REQUESTS_PER_ADDRESS: '1000000',
  };
}

function callerNumber(index: number) {
  return { tenantId: TENANT, subject: `caller-${index}`, isAdmin: false, permissions: [] };
}

async function serveKeys({ keySet }: Signer): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(keySet)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`, server };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
