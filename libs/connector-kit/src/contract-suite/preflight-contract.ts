import { expect } from '@jest/globals';
import type { Integration } from '../integrations/integration.ts';
import type { ConnectorHarness } from './connector-harness.ts';
import type { ContractSubject } from './contract-subject.ts';
import { foreseenBy, isPushed, metBy, preflight, pushQuote, type QuotesToCheck } from './quotes-to-check.ts';

interface Stage {
  subject: Pick<ContractSubject<never, never, unknown>, 'simulator'>;
  harness: ConnectorHarness;
  integration: Integration;
}

/** A quote of a handful of lines is worth so many calls at most. */
const FEW_CALLS = 30;
const PATIENCE_MS = 20_000;

/** What is foreseen for a quote is what its push then meets, to the letter; foreseeing writes nothing and costs little. */
export async function foreseesWhatPushesMeet(stage: Stage, quotes: QuotesToCheck): Promise<void> {
  const { harness, integration } = stage;
  const ids = new Map([['good', await quotes.good()]]);
  for (const [way, make] of Object.entries(quotes.broken)) ids.set(way, await make());
  const foreseen = new Map<string, unknown>();
  const { simulator } = stage.subject;
  const [writes, saved] = [simulator.writes?.(), await savedSoFar(harness)];
  for (const [way, id] of ids) {
    const calls = Number(await simulator.calls());
    const answer = await preflight(harness, integration, id);
    foreseen.set(way, foreseenBy(answer, id));
    expect({ way, calls: Number(await simulator.calls()) - calls <= FEW_CALLS }).toEqual({ way, calls: true });
    expect({ way, isNamed: answer.findings.every(({ message, remedy }) => message !== '' && remedy !== '') }).toEqual({
      way,
      isNamed: true,
    });
  }
  expect(simulator.writes?.()).toBe(writes);
  expect(await savedSoFar(harness)).toBe(saved);

  for (const id of ids.values()) await pushQuote(harness, integration, id);
  await harness.until(async () => {
    for (const [way, id] of ids)
      expect({ way, isPushed: await isPushed(harness, integration, id) }).toEqual({ way, isPushed: true });
  }, PATIENCE_MS);
  const results = await harness.results();
  const met = new Map(
    [...ids].map(([way, id]) => [way, results.filter(({ entityId }) => entityId === id).flatMap((one) => metBy(one))]),
  );

  expect(Object.fromEntries(foreseen)).toEqual(Object.fromEntries(met));
  expect(met.get('good')).toEqual([]);
  for (const way of Object.keys(quotes.broken)) expect({ way, fails: met.get(way)?.length !== 0 }).toEqual({ way, fails: true });
}

/** Results told so far: a push of anything would have told one. */
async function savedSoFar(harness: ConnectorHarness): Promise<number> {
  return (await harness.results()).length;
}
