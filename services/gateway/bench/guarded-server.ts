import { systemClock } from '@psa-bridge/core';
import { createHttpServer, createTokenVerifier, defineRoute, ok, type RoutePermission } from '@psa-bridge/http-server';
import { createLogger, createMetrics } from '@psa-bridge/observability';
import { createMongoStore } from '@psa-bridge/persistence';
import { createRecordStore } from '@psa-bridge/records';
import { z } from 'zod';
import { viewOf } from '../src/domain/record-view.ts';
import { RESOURCES } from '../src/domain/resources.ts';
import { recordView } from '../src/http/records.schemas.ts';

// One route of the records API that reads one company, guarded as the environment says, and in all else the same.
const { MONGODB_URI: uri = '', MONGODB_DATABASE: databaseName = '', JWKS_URL: jwksUrl = '', TENANT: tenantId = '' } = process.env;
const GUARDS: Readonly<Record<string, RoutePermission>> = {
  public: 'public',
  token: 'signed-in',
  permission: ['Company editor'],
};
const clock = systemClock;
const logger = createLogger({ service: 'bench', level: 'warn' });
const store = createMongoStore({ uri, databaseName, clock, logger });
await store.prepare();
const records = createRecordStore({ store, clock, source: 'bench' }).forTenant(tenantId);
const [companies] = RESOURCES;
if (companies?.type !== 'company') throw new Error('Companies are the first resource.');

const route = defineRoute({
  ...{ method: 'GET', path: '/v1/companies/{id}', summary: 'One company' },
  permission: GUARDS[process.env['GUARD'] ?? ''] ?? 'admin',
  params: z.strictObject({ id: z.uuid() }),
  responses: { 200: recordView(companies) },
  async handle({ params }) {
    const record = await records.get('company', params.id);
    if (!record) throw new Error('There is no such company.');
    return ok(viewOf(record));
  },
});
const verifyToken = createTokenVerifier({ jwksUrl, issuer: 'psa-bridge', audience: 'psa-bridge', clock });
const server = createHttpServer({
  ...{ name: 'guarded', routes: [route], verifyToken, port: 0 },
  ...{ logger, metrics: createMetrics({ processMetrics: false }), clock },
});
await server.start();
process.stdout.write(`${JSON.stringify({ msg: 'listening', port: server.port() })}\n`);
