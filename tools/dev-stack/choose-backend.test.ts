import { describe, expect, it } from '@jest/globals';
import { chooseBackend, type Finding, type Probes } from './choose-backend.ts';

const found = (fact: string) => (): Promise<Finding> => Promise.resolve({ isUsable: true, fact });
const missing = (fact: string) => (): Promise<Finding> => Promise.resolve({ isUsable: false, fact });
const neverAsked = (): Promise<Finding> => Promise.reject(new Error('this probe was not needed'));
const given: Probes['env'] = { KAFKA_BROKERS: 'kafka:9092', MONGODB_URI: 'mongodb://mongo' };

describe('the choice of a backend', () => {
  it('takes the one that the environment names without looking further', async () => {
    const choice = await chooseBackend({ env: given, docker: neverAsked, java: neverAsked });

    expect(choice.kind).toBe('env');
  });

  it.each([
    ['KAFKA_BROKERS', 'MONGODB_URI'],
    ['MONGODB_URI', 'KAFKA_BROKERS'],
  ])('refuses to guess when only %s is set', async (set, unset) => {
    const choice = chooseBackend({ env: { [set]: given[set], [unset]: '' }, docker: neverAsked, java: neverAsked });

    await expect(choice).rejects.toThrow(`${set} is set but ${unset} is not`);
  });

  it('takes Docker before Java', async () => {
    const choice = await chooseBackend({ env: {}, docker: found('engine 28.0'), java: neverAsked });

    expect(choice).toEqual({ kind: 'docker', line: expect.stringContaining('engine 28.0') });
  });

  it('takes Java and says why Docker was not taken', async () => {
    const choice = await chooseBackend({ env: {}, docker: missing('no Docker engine answers'), java: found('JDK 17 and Maven') });

    expect(choice).toEqual({ kind: 'java', line: expect.stringMatching(/JDK 17 and Maven.*because no Docker engine answers/) });
  });

  it('takes memory last and says everything that was missing', async () => {
    const choice = await chooseBackend({ env: {}, docker: missing('no engine'), java: missing('no Maven') });

    expect(choice).toEqual({ kind: 'memory', line: expect.stringMatching(/no engine.*no Maven/) });
  });
});
