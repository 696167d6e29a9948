// Needs: schemathesis
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, type ForeignPart } from '../../tools/foreign-client/ask.ts';
import { makeCallers, type ForeignCallers } from '../../tools/foreign-client/callers.ts';
import { findKnownIds, type ApiDocument, type KnownIds } from '../../tools/foreign-client/known-ids.ts';
import { ACCESS } from '../../tools/foreign-client/parts.ts';
import { createApiClient } from '../../tools/platform/api-client.ts';
import { connectAutotask, synchronize } from '../../tools/platform/journeys.ts';
import { DEMO_ADMIN } from '../../tools/platform/service-plan.ts';
import { startWholePlatform, type WholePlatform } from './whole-platform.ts';

const START_MS = 180_000;
const PART_MS = 600_000;

let platform: WholePlatform;
let callers: ForeignCallers;
let known: readonly KnownIds[];

beforeAll(async () => {
  platform = await startWholePlatform({ gateway: { PUBLIC_API_REQUESTS: '1000000' } });
  const api = createApiClient(platform.gatewayUrl, DEMO_ADMIN);
  await synchronize(api, { provider: 'autotask', integrationId: await connectAutotask(api, platform.autotask) }, 'full');
  callers = await makeCallers(api);
  known = await findKnownIds(api, await api.get<ApiDocument>('/v1/openapi.json'), callers.admin.apiKey ?? '');
}, START_MS);
afterAll(() => platform.stop(), START_MS);

/** `npm run scenario -- foreign-client` makes 10,000 requests and more; these are a sample of them. */
const PARTS: readonly [string, keyof ForeignCallers, Omit<ForeignPart, 'caller'>, number][] = [
  ['a stranger', 'stranger', { phases: ['fuzzing'], each: 1 }, 300],
  ['an admin', 'admin', { exclude: ACCESS, phases: ['fuzzing'], each: 4 }, 950],
  ['an admin about access', 'admin', { isSignedInOnce: true, include: ACCESS, phases: ['fuzzing'], each: 4 }, 200],
];

describe('a client that knows nothing but the OpenAPI document', () => {
  it.each(PARTS)(
    'meets no undocumented answer and no failure as %s',
    async (_who, name, part, atLeast) => {
      const { findings, requests } = await ask(platform.gatewayUrl, { caller: callers[name], ...part }, known);

      expect(findings).toBe('');
      expect(requests).toBeGreaterThanOrEqual(atLeast);
    },
    PART_MS,
  );
});
