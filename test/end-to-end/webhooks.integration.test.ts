import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { webhooksKeptHonest } from '../../tools/scenarios/autotask/webhooks.ts';
import { createChecks } from '../../tools/scenario-run/checks.ts';
import { START_LIMIT_MS, startStack, STOP_LIMIT_MS, TEST_LIMIT_MS, type EndToEndStack } from './stack.ts';

describe('webhooks that lose deliveries', () => {
  let stack: EndToEndStack;
  beforeAll(async () => {
    stack = await startStack('webhooks');
  }, START_LIMIT_MS);
  afterAll(async () => {
    await stack?.stop();
  }, STOP_LIMIT_MS);

  it(
    'and one that is deleted in Autotask: every change arrives all the same, within bounded calls (SY-20, AT-103)',
    async () => {
      const { api, autotask, integrationId } = stack;
      const checks = createChecks();

      const figures = await webhooksKeptHonest({ api, autotask, integrationId, checks, progress: () => undefined });

      expect(checks.failures).toEqual([]);
      expect(figures['webhookRepairs']).toContain('company: missing, repaired');
      expect(figures['webhookUnseenFound']).toBeGreaterThan(0);
      expect(autotask.bugs()).toEqual([]);
    },
    TEST_LIMIT_MS,
  );
});
