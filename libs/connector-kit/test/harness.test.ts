import { expect, it } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { createConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { paperConnector } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';

it('what a test waits for is given its time anew where the machine stood still meanwhile', async () => {
  let looks = 0;
  const clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + looks * 60_000) };
  const { until } = createConnectorHarness({ definition: paperConnector(), http: createPaperPsa({ clock }).http, clock });

  await until(() => expect((looks += 1)).toBe(3), 10_000);

  expect(looks).toBe(3);
});
