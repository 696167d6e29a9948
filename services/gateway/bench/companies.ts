import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId, systemClock } from '@psa-bridge/core';
import type { Signer } from '@psa-bridge/http-server/test-tokens';
import { createLogger } from '@psa-bridge/observability';
import { createMongoStore } from '@psa-bridge/persistence';
import { createRecordStore } from '@psa-bridge/records';
import type { Side } from './taking-turns.ts';

/** What both sides of a benchmark read, and by whom. */
export interface Companies {
  tenantId: string;
  ids: readonly string[];
}

export const COMPANIES = 500;
export const CALLERS = 10;

/** Companies of one tenant, as a PSA brought them in. */
export async function seedCompanies(uri: string, databaseName: string): Promise<Companies> {
  const tenantId = newId();
  const logger = createLogger({ service: 'bench', level: 'silent' });
  const store = createMongoStore({ uri, databaseName, clock: systemClock, logger });
  try {
    await store.prepare();
    const records = createRecordStore({ store, clock: systemClock, source: 'bench' }).forTenant(tenantId);
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
    const { ids } = await records.applyIncoming('company', newId(), page);
    return { tenantId, ids: [...ids.values()] };
  } finally {
    await store.close();
  }
}

/** Each company once, by callers in turn. */
export async function readsOf({ tenantId, ids }: Companies, signer: Signer): Promise<Side['requests']> {
  const tokens = await Promise.all(
    Array.from({ length: CALLERS }, (_, index) =>
      signer.sign({ tenantId, subject: `caller-${index}`, isAdmin: false, permissions: ['Company editor'] }),
    ),
  );
  return ids.map((id, index) => ({
    method: 'GET' as const,
    path: `/v1/companies/${id}`,
    headers: { authorization: `Bearer ${tokens[index % tokens.length]}` },
  }));
}

/** The keys that tokens are verified by, as identity-service publishes them. */
export async function serveKeys({ keySet }: Signer): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(keySet)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`, server };
}
