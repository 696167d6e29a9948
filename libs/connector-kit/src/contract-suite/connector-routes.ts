import { afterAll } from '@jest/globals';
import { newId, systemClock } from '@psa-bridge/core';
import { createHttpServer } from '@psa-bridge/http-server';
import { createTokens, describeEveryRoute } from '@psa-bridge/http-server/route-suite';
import type { ConnectedConnector } from './connected-connector.ts';
import { TENANT } from './connector-harness.ts';
import { quiet } from './quiet.ts';

/** What every route of a connector refuses, and to whom: its document, with an integration of another tenant. */
export async function describeConnectorRoutes(
  connect: () => Promise<
    Pick<ConnectedConnector, 'harness' | 'integration' | 'startSync' | 'syncCompleted'> & { close(): Promise<void> }
  >,
): Promise<void> {
  const { harness, integration, startSync, syncCompleted, close } = await connect();
  const runId = await startSync('fields');
  await syncCompleted(runId);
  const tokens = await createTokens();
  const { routes } = harness.connector;
  const server = createHttpServer({
    ...{ name: 'connector', routes, verifyToken: tokens.verifyToken, port: 0 },
    ...{ logger: quiet, metrics: harness.metrics, clock: systemClock },
  });
  await server.start();
  afterAll(async () => {
    await server.stop();
    await close();
  });

  describeEveryRoute({
    ...{ routes: deletingLast(routes), url: `http://127.0.0.1:${server.port()}`, tokens, them: TENANT },
    theirs: ({ path }) => (path.includes('/{id}') ? { id: integration._id, runId } : undefined),
    nobodys: () => ({ type: 'company', quoteId: newId(), runId: newId() }),
  });
}

/** The integration itself goes last of all. */
function deletingLast<Route extends { method: string; path: string }>(routes: readonly Route[]): readonly Route[] {
  const isDelete = ({ method }: Route): number => Number(method === 'DELETE');
  return [...routes].sort((a, b) => isDelete(a) - isDelete(b) || b.path.length - a.path.length);
}
