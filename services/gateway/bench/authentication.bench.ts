import { randomBytes } from 'node:crypto';
import { createSigner } from '@psa-bridge/http-server/test-tokens';
import { dropTestDatabase, type SpawnedNode } from '@psa-bridge/testing';
import { CALLERS, COMPANIES, readsOf, seedCompanies, serveKeys } from './companies.ts';
import type { BenchEnv, BenchResult } from './gateway-side.ts';
import { HOW, medians, ratioOf, startSide, takeTurns, type Side } from './taking-turns.ts';

const GUARDS = ['public', 'token', 'permission'] as const;

/** The same read for everybody, for whoever shows a token, and for whoever has a permission. */
export async function run({ mongodbUri }: BenchEnv): Promise<BenchResult[]> {
  const databaseName = `bench_test_guards_${randomBytes(4).toString('hex')}`;
  const signer = await createSigner();
  const keys = await serveKeys(signer);
  const processes: SpawnedNode[] = [];
  try {
    const companies = await seedCompanies(mongodbUri, databaseName);
    const requests = await readsOf(companies, signer);
    const env = { MONGODB_URI: mongodbUri, MONGODB_DATABASE: databaseName, JWKS_URL: keys.url, TENANT: companies.tenantId };
    const script = new URL('./guarded-server.ts', import.meta.url);
    const sides: Side[] = [];
    for (const guard of GUARDS) {
      sides.push(await startSide({ script, env: { ...env, GUARD: guard }, line: /listening/, requests }, processes));
    }
    return await compare(sides);
  } finally {
    await Promise.all(processes.map((process) => process.kill()));
    keys.server.close();
    await dropTestDatabase(mongodbUri, databaseName);
  }
}

async function compare(sides: readonly Side[]): Promise<BenchResult[]> {
  const [open, token, permission] = await takeTurns(sides);
  const reads = `GET /v1/companies/{id} of ${COMPANIES} companies by ${CALLERS} callers ${HOW}`;
  const [everybody, signedIn, permitted] = [medians(open), medians(token), medians(permission)];
  return [
    {
      ...{ name: 'authenticated request', ratio: ratioOf(token, open), target: 0.8 },
      how: `${reads}: a route that needs a token against the same route for everybody`,
      details: {
        authenticatedPerSecond: signedIn.perSecond,
        publicPerSecond: everybody.perSecond,
        authenticationCpuMicros: signedIn.cpuMicrosEach - everybody.cpuMicrosEach,
      },
    },
    {
      ...{ name: 'permission check', ratio: ratioOf(permission, token), target: 0.9 },
      how: `${reads}: a route that needs one of some permissions against the same route for whoever shows a token`,
      details: {
        permittedPerSecond: permitted.perSecond,
        authenticatedPerSecond: signedIn.perSecond,
        permissionCpuMicros: permitted.cpuMicrosEach - signedIn.cpuMicrosEach,
      },
    },
  ];
}
