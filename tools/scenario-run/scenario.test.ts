import { describe, expect, it } from '@jest/globals';
import { outcomeOf, type ScenarioStack } from './scenario.ts';

const stack: ScenarioStack = {
  kind: 'env',
  kafkaBrokers: 'kafka:9092',
  mongodbUri: 'mongodb://mongo',
  restartKafka: () => Promise.resolve(),
  progress: () => undefined,
};

describe('a scenario', () => {
  it('answers its figures and failures', async () => {
    const outcome = await outcomeOf(
      { description: 'x', run: async ({ kind }) => ({ figures: { kind }, failures: ['one'] }) },
      stack,
    );

    expect(outcome).toEqual({ figures: { kind: 'env' }, failures: ['one'] });
  });

  it('has failed when it throws', async () => {
    const outcome = await outcomeOf({ description: 'x', run: () => Promise.reject(new Error('no broker')) }, stack);

    expect(outcome).toEqual({ figures: {}, failures: [expect.stringContaining('no broker')] });
  });
});
