import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodePayload, events, topics, type ActionTaken } from '@psa-bridge/contracts';
import { createManualClock, newId } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import { createMemoryBus } from '@psa-bridge/messaging';
import { withContext } from '@psa-bridge/observability';
import { z } from 'zod';
import { createConnectorHarness, type ConnectorHarness, type HarnessRequest } from '../src/contract-suite/connector-harness.ts';
import { defineSettingsPage } from '../src/index.ts';
import { CREDENTIALS, paperConnector } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';

const ELSEWHERE = { token: 'elsewhere' };
const Stages = z.strictObject({ stages: z.record(z.string(), z.string()).default({}) });
const clock = createManualClock();
const [psa, other] = [createPaperPsa({ clock }), createPaperPsa({ clock, database: 'paper-2' })];
other.setToken(ELSEWHERE.token);
const http: Pick<HttpClient, 'request'> = {
  request: (sent) => (sent.headers?.['authorization'] === ELSEWHERE.token ? other : psa).http.request(sent),
};
const definition = {
  ...paperConnector(),
  settings: Stages,
  pages: [defineSettingsPage({ name: 'stages', title: 'Stages', settings: Stages })],
} as unknown as ReturnType<typeof paperConnector>;
const bus = createMemoryBus({ clock });
const harness: ConnectorHarness = createConnectorHarness({ definition, http, clock, bus });
let id = '';

beforeAll(async () => {
  await harness.start();
  for (let number = 1; number <= 40; number += 1) psa.put('companies', { name: `Company ${number}` }, number);
});
afterAll(() => harness.stop());

/** What a person's request told of itself. */
async function deeds(method: string, path: string, request: HarnessRequest = {}): Promise<readonly ActionTaken[]> {
  const requestId = newId();
  const params = { id, ...request.params };
  await withContext({ actor: 'admin', requestId }, () => harness.call(method, path, { ...request, params }));
  return harness.until(async () => {
    const told: ActionTaken[] = [];
    for await (const { value } of bus.readAll(topics.audit.name)) told.push(decodePayload(events.actionTaken, value));
    const own = told.filter((action) => action.requestId === requestId);
    expect(own).not.toEqual([]);
    return own;
  });
}

const get = (path: string, params = {}) => harness.call('GET', path, { params: { id, ...params } });

async function ended(runId: string): Promise<void> {
  await harness.until(async () => {
    const { items } = (await get('/{id}/sync')) as { items: { id: string; state: string }[] };
    expect(items.find((run) => run.id === runId)?.state).toMatch(/completed|cancelled/);
  }, 120_000);
}

/** A full sync, to its end. */
async function fullSync(): Promise<void> {
  const run = await harness.call('POST', '/{id}/sync', { params: { id }, body: { kind: 'full' } });
  await ended((run as { id: string }).id);
}

async function planIsReady(path: string, stateOf: (view: never) => string): Promise<void> {
  await harness.until(async () => expect(stateOf((await get(path)) as never)).toBe('ready'));
}

/** Twelve of forty are gone, so a person is asked. */
async function heldDeletions(): Promise<void> {
  for (let number = 1; number <= 12; number += 1) psa.remove('companies', number);
  await fullSync();
  await harness.until(async () => expect(((await get('/held-deletions')) as { items: unknown[] }).items).toHaveLength(1));
}

async function move(): Promise<readonly ActionTaken[]> {
  const told = await deeds('POST', '/{id}/move', { body: ELSEWHERE });
  await planIsReady('/{id}/move', ({ plan }: { plan: { state: string } }) => plan.state);
  return told;
}

/** One use of each route, in an order in which each changes something. */
const STORY: readonly (readonly [route: string, use: () => Promise<readonly ActionTaken[]>])[] = [
  [
    'POST ',
    async () => {
      const told = await deeds('POST', '/paper', { body: { name: 'Paper', credentials: CREDENTIALS } });
      id = told[0]?.recordId ?? '';
      return told;
    },
  ],
  [
    'POST /{id}/first-connect/confirm',
    async () => {
      await harness.call('POST', '/first-connect', { params: { id } });
      await planIsReady('/first-connect', ({ state }: { state: string }) => state);
      return deeds('POST', '/first-connect/confirm', { body: { decisions: [] } });
    },
  ],
  ['PATCH /{id}', () => deeds('PATCH', '/paper/{id}', { body: { name: 'Paper of the MSP' } })],
  [
    'PUT /{id}/pages/stages',
    () => deeds('PUT', '/pages/stages', { body: { stages: { won: '1', lost: '2' } }, headers: { 'if-match': '"1"' } }),
  ],
  ['POST /{id}/pause', () => deeds('POST', '/pause', { body: { direction: 'both' } })],
  ['POST /{id}/resume', () => deeds('POST', '/resume', { body: { direction: 'both' } })],
  ['POST /{id}/webhooks', () => deeds('POST', '/{id}/webhooks')],
  ['DELETE /{id}/webhooks', () => deeds('DELETE', '/{id}/webhooks')],
  ['POST /{id}/sync', () => deeds('POST', '/{id}/sync', { body: { kind: 'full' } })],
  [
    'POST /{id}/sync/{runId}/cancel',
    async () => {
      const { items } = (await get('/{id}/sync')) as { items: { id: string; state: string }[] };
      const runId = items.find(({ state }) => state === 'running')?.id ?? '';
      const told = await deeds('POST', '/{runId}/cancel', { params: { runId } });
      await ended(runId);
      return told;
    },
  ],
  [
    'POST /{id}/held-deletions/{type}/discard',
    async () => {
      await fullSync();
      await heldDeletions();
      return deeds('POST', '/{type}/discard', { params: { type: 'company' } });
    },
  ],
  [
    'POST /{id}/held-deletions/{type}/confirm',
    async () => {
      await heldDeletions();
      return deeds('POST', '/{type}/confirm', { params: { type: 'company' } });
    },
  ],
  ['PUT /{id}/credentials', () => deeds('PUT', '/credentials', { body: { token: 'refused' } })],
  [
    'POST /{id}/test',
    async () => {
      psa.setToken('refused');
      return deeds('POST', '/{id}/test');
    },
  ],
  ['POST /{id}/move', move],
  ['DELETE /{id}/move', () => deeds('DELETE', '/{id}/move')],
  [
    'POST /{id}/move/confirm',
    async () => {
      await move();
      return deeds('POST', '/move/confirm', { body: { decisions: [] } });
    },
  ],
  ['DELETE /{id}', () => deeds('DELETE', '/paper/{id}')],
];

/** Needs two PSAs; asserted in handover.component.test.ts. */
const NOT_HERE = 'POST /{id}/handover/take';

describe('every route of a connector that names a deed', () => {
  const BASE = '/v1/integrations/paper';
  const named = new Map<string, string>(
    harness.connector.routes.flatMap(({ method, path, deed }) =>
      typeof deed === 'string' ? [[`${method} ${path.replace(BASE, '')}`, deed] as const] : [],
    ),
  );

  it('is used below', () => {
    expect([...STORY.map(([route]) => route), NOT_HERE].sort()).toEqual([...named.keys()].sort());
  });

  it.each(STORY)('%s tells the audit so, as the deed of whoever asked (OP-01)', async (route, use) => {
    const told = await use();

    expect(told.map(({ kind }) => kind)).toContain(named.get(route));
    expect(told.map(({ actorId }) => actorId)).toEqual(told.map(() => 'admin'));
  });

  it('tells of a page which entries are others now and what they were before (OP-01)', async () => {
    const made = (await harness.call('POST', '/paper', {
      body: { name: 'Second', settings: { stages: { won: '1', lost: '2' } } },
    })) as { id: string };

    const [saved] = await deeds('PUT', '/pages/stages', {
      params: { id: made.id },
      body: { stages: { won: '3', lost: '2' } },
      headers: { 'if-match': '"1"' },
    });

    expect(saved).toMatchObject({ kind: 'integration.settings_saved', recordName: 'Second' });
    expect(saved?.changes).toMatchObject([{ field: 'settings.stages.won', beforeJson: '"1"', afterJson: '"3"' }]);
  });
});
