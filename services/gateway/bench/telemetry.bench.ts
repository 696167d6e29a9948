import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSigner } from '@psa-bridge/http-server/test-tokens';
import { dropTestDatabase, type SpawnedNode } from '@psa-bridge/testing';
import { CALLERS, COMPANIES, readsOf, seedCompanies, serveKeys } from './companies.ts';
import { gatewayEnv, type BenchEnv, type BenchResult } from './gateway-side.ts';
import { HOW, medians, ratioOf, startSide, takeTurns, type Side } from './taking-turns.ts';

const REGISTER = new URL('../../../libs/observability/src/register.ts', import.meta.url);
const EVERY_TRACE = { OTEL_TRACES_SAMPLER: 'parentbased_always_on' };

/** `GET /v1/companies/{id}` through a gateway that exports traces, against the same gateway without. */
export async function run({ kafkaBrokers, mongodbUri }: BenchEnv): Promise<BenchResult[]> {
  const databaseName = `bench_test_telemetry_${randomBytes(4).toString('hex')}`;
  const signer = await createSigner();
  const keys = await serveKeys(signer);
  const collector = await startCollector();
  const processes: SpawnedNode[] = [];
  try {
    const requests = await readsOf(await seedCompanies(mongodbUri, databaseName), signer);
    const start = (telemetry: Readonly<Record<string, string>>, imports: readonly URL[]): Promise<Side> => {
      const env = {
        MONGODB_URI: mongodbUri,
        MONGODB_DATABASE: databaseName,
        ...gatewayEnv(kafkaBrokers, databaseName, keys.url),
      };
      const script = new URL('../src/main.ts', import.meta.url);
      return startSide({ script, env: { ...env, ...telemetry }, line: /service_started/, requests, imports }, processes);
    };
    const without = await start({}, []);
    const sampled = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, [REGISTER]);
    const every = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...EVERY_TRACE }, [REGISTER]);
    return [await compare(without, sampled, every)];
  } finally {
    await Promise.all(processes.map((process) => process.kill()));
    keys.server.close();
    collector.server.close();
    await dropTestDatabase(mongodbUri, databaseName);
  }
}

async function compare(without: Side, sampled: Side, every: Side): Promise<BenchResult> {
  const [bare, some, all] = await takeTurns([without, sampled, every]);
  const cpu = (rounds: typeof bare): number => medians(rounds).cpuMicrosEach;
  return {
    name: 'gateway with telemetry',
    ratio: ratioOf(some, bare),
    target: 0.9,
    how:
      `GET /v1/companies/{id} of ${COMPANIES} companies by ${CALLERS} callers ${HOW}: the gateway that exports the traces it samples ` +
      'by default to a collector, against the same gateway without tracing; beside it one that exports every trace',
    details: {
      perSecond: medians(some).perSecond,
      withoutPerSecond: medians(bare).perSecond,
      cpuRatio: round(cpu(bare) / cpu(some)),
      everyTraceRatio: round(ratioOf(all, bare)),
      everyTraceCpuRatio: round(cpu(bare) / cpu(all)),
    },
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Takes whatever is sent and throws it away. */
async function startCollector(): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
