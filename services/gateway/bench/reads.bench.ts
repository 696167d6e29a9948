import { randomBytes } from 'node:crypto';
import { createSigner } from '@psa-bridge/http-server/test-tokens';
import { dropTestDatabase, type SpawnedNode } from '@psa-bridge/testing';
import { CALLERS, COMPANIES, readsOf, seedCompanies, serveKeys } from './companies.ts';
import { gatewayEnv, type BenchEnv, type BenchResult } from './gateway-side.ts';
import { HOW, medians, ratioOf, startSide, takeTurns, type Side } from './taking-turns.ts';

/** `GET /v1/companies/{id}` through the whole gateway against a bare Express handler with the same query. */
export async function run({ kafkaBrokers, mongodbUri }: BenchEnv): Promise<BenchResult[]> {
  const databaseName = `bench_test_gateway_${randomBytes(4).toString('hex')}`;
  const signer = await createSigner();
  const keys = await serveKeys(signer);
  const processes: SpawnedNode[] = [];
  try {
    const requests = await readsOf(await seedCompanies(mongodbUri, databaseName), signer);
    const database = { MONGODB_URI: mongodbUri, MONGODB_DATABASE: databaseName };
    const gateway = await startSide(
      {
        script: new URL('../src/main.ts', import.meta.url),
        env: { ...database, ...gatewayEnv(kafkaBrokers, databaseName, keys.url) },
        ...{ line: /service_started/, requests },
      },
      processes,
    );
    const script = new URL('./bare-server.ts', import.meta.url);
    const bare = await startSide({ script, env: database, line: /listening/, requests }, processes);
    return [await compare(gateway, bare)];
  } finally {
    await Promise.all(processes.map((process) => process.kill()));
    keys.server.close();
    await dropTestDatabase(mongodbUri, databaseName);
  }
}

async function compare(gateway: Side, bare: Side): Promise<BenchResult> {
  const [theirRounds, ourRounds] = await takeTurns([bare, gateway]);
  const [ours, theirs] = [medians(ourRounds), medians(theirRounds)];
  return {
    name: 'gateway reads',
    ratio: ratioOf(ourRounds, theirRounds),
    target: 0.7,
    how:
      `GET /v1/companies/{id} of ${COMPANIES} companies by ${CALLERS} callers ${HOW}: the gateway with tokens verified and requests counted against ` +
      "an Express handler with the driver's findOne by _id; CPU is that of all threads of either process, for each request, and less swayed by what else the machine does",
    details: {
      gatewayPerSecond: ours.perSecond,
      barePerSecond: theirs.perSecond,
      gatewayCpuMicros: ours.cpuMicrosEach,
      bareCpuMicros: theirs.cpuMicrosEach,
      cpuRatio: Math.round((theirs.cpuMicrosEach / ours.cpuMicrosEach) * 100) / 100,
    },
  };
}
