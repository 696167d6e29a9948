import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { connectedConnector } from '../src/contract-suite/connected-connector.ts';
import { createConnectorHarness, newCipher, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { CREDENTIALS, paperConnector } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';

const DELTA_MS = 10_000;
const SLOW_MS = 4 * DELTA_MS;

const running: ConnectorHarness[] = [];
afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop();
});

/** Contacts are read less often than companies. */
function definition(deltaEveryMs: number): ReturnType<typeof paperConnector> {
  const paper = paperConnector({ deltaEveryMs });
  const { contact } = paper.resources;
  const pull = contact?.pull && { ...contact.pull, changes: 'since' as const, everyMs: SLOW_MS };
  return { ...paper, resources: { ...paper.resources, contact: { ...contact, ...(pull ? { pull } : {}) } } };
}

describe('SY-22: a type with a rhythm of its own', () => {
  it.each([
    ['beside deltas', DELTA_MS, [3, 4]],
    ['where deltas are switched off', 0, [0, 0]],
  ])(
    'is read once in its time %s, by one of all replicas, and a restart neither repeats nor forgets it',
    async (_how, deltaEveryMs, [soon, later]) => {
      const clock = createManualClock();
      const psa = createPaperPsa({ clock });
      const shared = { store: createMemoryStore({ clock }), cipher: newCipher() };
      const replica = async (): Promise<ConnectorHarness> => {
        const harness = createConnectorHarness({ definition: definition(deltaEveryMs), http: psa.http, clock, ...shared });
        running.push(harness);
        await harness.start();
        return harness;
      };
      const first = await replica();
      const integration = await first.connect(CREDENTIALS);
      await connectedConnector(first, integration).sync('full');
      await replica();
      const reads = (entity: string): number => psa.calls.filter((call) => call.startsWith(`GET /${entity}`)).length;
      const goOn = async (ms: number): Promise<void> => {
        for (let passed = 0; passed < ms; passed += 200) await clock.advance(200);
      };
      psa.calls.length = 0;

      await goOn(SLOW_MS - DELTA_MS / 2);
      expect([reads('companies'), reads('contacts')]).toEqual([soon, 0]);
      await goOn(DELTA_MS);
      expect([reads('companies'), reads('contacts')]).toEqual([later, 1]);

      await running.shift()?.stop();
      await replica();
      await goOn(SLOW_MS / 2);
      expect(reads('contacts')).toBe(1);
      await goOn(SLOW_MS / 2);
      expect(reads('contacts')).toBe(2);
    },
  );
});
