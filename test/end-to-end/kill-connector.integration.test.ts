import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FAULT_POINTS } from '@psa-bridge/core';
import { copiesOf, EACH_ONCE, makeSale, noOpenIssues, saleSynchronized } from './sales.ts';
import { startStack, type EndToEndStack } from './stack.ts';

describe('a connector that is killed', () => {
  let stack: EndToEndStack;
  beforeAll(async () => {
    stack = await startStack('kill_connector');
  }, 60_000);
  afterAll(() => stack?.stop(), 30_000);

  it.each(FAULT_POINTS)(
    'at %s loses nothing and makes nothing twice',
    async (point) => {
      const { services, autotask } = stack;
      await services.kill('autotask-connector', 'SIGTERM');
      await services.start('autotask-connector', { FAULT_POINT: point });

      const sale = await makeSale(stack, `Killed ${point}`);
      await services.gone('autotask-connector');
      await services.start('autotask-connector');
      await saleSynchronized(stack, sale);

      expect(copiesOf(autotask, sale)).toEqual(EACH_ONCE);
      await noOpenIssues(stack);
      expect(autotask.bugs()).toEqual([]);
    },
    90_000,
  );
});
