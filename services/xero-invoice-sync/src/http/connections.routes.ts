import { created, defineRoute, noContent, ok, type Route } from '@psa-bridge/http-server';
import type { ConnectionUseCases } from '../usecases/connection/connection-use-cases.ts';
import type { ConnectionOverview } from '../usecases/connection/list-connections.ts';
import { BeginBody, BegunView, ConnectionList, CustomBody, FinishBody, TakesBody } from './connections.schemas.ts';
import { ConnectionIdParams } from './engine.schemas.ts';

const permission = 'Invoice manager';
const PATH = '/v1/xero/connections';
/** Answers with tokens of an attempt are kept nowhere. */
const PRIVATE = { 'cache-control': 'no-store' };
/** Xero does not answer, or says no. */
const REFUSED_BY_XERO = [409, 429, 503];

/** Connecting organisations of Xero, and which invoices go where. */
export function connectionRoutes(usecases: ConnectionUseCases): Route[] {
  return [...consentRoutes(usecases), ...connectionChangeRoutes(usecases)];
}

function consentRoutes({ beginConnect, finishConnect, connectCustom, listConnections }: ConnectionUseCases): Route[] {
  const all = async (tenantId: string) => ({ items: (await listConnections(tenantId)).map(toView) });
  return [
    defineRoute({
      ...{ method: 'GET', path: PATH, permission, summary: 'The connected organisations of Xero, and how they stand' },
      responses: { 200: ConnectionList },
      handle: async ({ caller }) => ok(await all(caller.tenantId)),
    }),
    defineRoute({
      ...{ method: 'POST', path: `${PATH}/begin`, permission, summary: 'Begin to connect organisations by a consent at Xero' },
      body: BeginBody,
      refusals: [409],
      responses: { 200: BegunView },
      deed: { untold: 'Sends the browser to Xero; what it comes back with is told.' },
      async handle({ body, caller }) {
        const { expiresAt, ...begun } = await beginConnect(body, caller);
        return ok({ ...begun, expiresAt: expiresAt.toISOString() }, PRIVATE);
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: `${PATH}/finish`, permission, summary: 'Connect what a person consented to at Xero' },
      body: FinishBody,
      refusals: REFUSED_BY_XERO,
      responses: { 201: ConnectionList },
      deed: 'xero_connection.connected',
      async handle({ body, caller }) {
        await finishConnect(body, caller);
        return created(await all(caller.tenantId));
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: `${PATH}/custom`, permission, summary: 'Connect an organisation by a custom connection' },
      body: CustomBody,
      refusals: REFUSED_BY_XERO,
      responses: { 201: ConnectionList },
      deed: 'xero_connection.connected',
      async handle({ body, caller }) {
        await connectCustom(body, caller);
        return created(await all(caller.tenantId));
      },
    }),
  ];
}

function connectionChangeRoutes({ change, listConnections }: ConnectionUseCases): Route[] {
  const all = async (tenantId: string) => ({ items: (await listConnections(tenantId)).map(toView) });
  return [
    defineRoute({
      ...{ method: 'POST', path: `${PATH}/{id}/use`, permission, summary: 'Use an organisation that a consent reaches' },
      params: ConnectionIdParams,
      responses: { 200: ConnectionList },
      deed: 'xero_connection.connected',
      async handle({ params, caller }) {
        await change.use(params.id, caller);
        return ok(await all(caller.tenantId));
      },
    }),
    defineRoute({
      ...{ method: 'PUT', path: `${PATH}/{id}/takes`, permission, summary: 'Say which invoices go to an organisation' },
      params: ConnectionIdParams,
      body: TakesBody,
      ifMatch: { needless: 'It says which invoices go there and changes nothing else; who says it last is right.' },
      responses: { 200: ConnectionList },
      deed: 'xero_connection.updated',
      async handle({ params, body, caller }) {
        await change.route(params.id, body.takes, caller);
        return ok(await all(caller.tenantId));
      },
    }),
    defineRoute({
      ...{ method: 'DELETE', path: `${PATH}/{id}`, permission, summary: 'Disconnect an organisation, at Xero too' },
      params: ConnectionIdParams,
      ifMatch: { needless: 'It goes as a whole, whatever was made of it.' },
      refusals: REFUSED_BY_XERO,
      responses: { 204: null },
      deed: 'xero_connection.disconnected',
      async handle({ params, caller }) {
        await change.disconnect(params.id, caller);
        return noContent();
      },
    }),
  ];
}

function toView({ connection, kind, standing }: ConnectionOverview) {
  const { _id: id, integrationId, organisation, state, takes, connectedAt } = connection;
  return {
    ...{ id, integrationId, organisation, state, kind, standing: standing.kind, takes: [...takes] },
    endsOn: standing.kind === 'lapsing' ? standing.endsOn : null,
    connectedAt: connectedAt.toISOString(),
  };
}
