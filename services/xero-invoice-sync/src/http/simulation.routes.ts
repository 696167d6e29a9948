import { invalidInput } from '@psa-bridge/core';
import { defineRoute, ok, type Route } from '@psa-bridge/http-server';
import type { makeSimulate, SimulationRequest } from '../usecases/simulation/simulate.ts';
import { SimulationQuery, SimulationView } from './simulation.schemas.ts';

/** What would become of invoices, without writing anywhere (XI-09). */
export function simulationRoutes({ simulate }: { simulate: ReturnType<typeof makeSimulate> }): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: '/v1/xero/simulation', permission: 'Invoice manager' },
      summary: 'What would become of one invoice, or of all since a day, with the exact calls; nothing is written',
      query: SimulationQuery,
      refusals: [404, 409, 429, 503],
      responses: { 200: SimulationView },
      handle: async ({ query, caller }) => ok(await simulate(requestOf(query), caller)),
    }),
  ];
}

function requestOf({
  externalId,
  since,
  cursor,
}: {
  externalId?: string | undefined;
  since?: string | undefined;
  cursor?: string | undefined;
}): SimulationRequest {
  if ((externalId === undefined) === (since === undefined)) {
    const message = 'Give either externalId, for one invoice, or since, for all dated on or after a day.';
    throw invalidInput('simulation_unclear', message, { expected: true, details: { field: 'externalId' } });
  }
  if (externalId !== undefined) return { externalId };
  return { since: since ?? '', ...(cursor === undefined ? {} : { cursor }) };
}
