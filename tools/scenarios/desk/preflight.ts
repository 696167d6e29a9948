import { hurried } from '@psa-bridge/connector-kit/connector-harness';
import { createConnectorHarness, type ConnectorHarness } from '@psa-bridge/connector-kit/connector-harness';
import {
  foreseenBy,
  isPushed,
  metBy,
  preflight,
  pushQuote,
  type Met,
  type QuotesOf,
} from '@psa-bridge/connector-kit/quotes-to-check';
import { systemClock } from '@psa-bridge/core';
import { quotesBeforeAutotask } from '../../../services/autotask-connector/test/quotes-to-check.ts';
import { simulateAutotask } from '../../../services/autotask-connector/test/simulated-autotask.ts';
import { quotesBeforeConnectWise } from '../../../services/connectwise-connector/test/quotes-to-check.ts';
import { simulateConnectWise } from '../../../services/connectwise-connector/test/simulated-connectwise.ts';
import { quotesBeforeHalo } from '../../../services/halo-connector/test/quotes-to-check.ts';
import { simulateHalo } from '../../../services/halo-connector/test/simulated-halo.ts';
import type { Checks } from '../../scenario-run/checks.ts';
import { seconds } from '../../scenario-run/figures.ts';

export interface PreflightStory {
  /** Broken ones, and as many good ones. */
  quotes: number;
  checks: Checks;
  progress: (line: string) => void;
}

interface Checked {
  isBroken: boolean;
  foreseen: Met;
  met: Met;
  calls: number;
}

/** Both sides count an hour as a minute, a minute as two seconds. */
const HURRY = { autotask: 60, connectwise: 30 };
const LEAST_FORESEEN = 0.95;
const PATIENCE_MS = 120_000;
const MOST_CALLS = 30;

/** Point 3: what is foreseen for broken and good quotes before each PSA, against what their real pushes then meet. */
export async function quotesChecked({ quotes, checks, progress }: PreflightStory): Promise<Record<string, unknown>> {
  const figures: Record<string, unknown> = {};
  const all: Checked[] = [];
  const psas = Object.entries(PSAS);
  for (const [index, [name, checkBefore]] of psas.entries()) {
    const startedAt = performance.now();
    const own = Math.floor((quotes * (index + 1)) / psas.length) - Math.floor((quotes * index) / psas.length);
    const checked = await checkBefore(own);
    all.push(...checked);
    figures[name] = { ...countsOf(checked), seconds: seconds(startedAt) };
    progress(`${name}: ${JSON.stringify(figures[name])}`);
  }
  const { failed, foreseen, falseAlarms, inTheSameWords, mostCalls } = countsOf(all);
  checks.equal(all.length, 2 * quotes, 'quotes that were checked');
  checks.that(failed >= quotes, `only ${failed} of ${quotes} broken quotes failed`);
  checks.that(foreseen >= LEAST_FORESEEN * failed, `${foreseen} of ${failed} failures were foreseen`);
  checks.equal(falseAlarms, 0, 'false alarms');
  checks.that(mostCalls <= MOST_CALLS, `a check took ${mostCalls} calls`);
  return { ...figures, failed, foreseen, foreseenShare: foreseen / failed, inTheSameWords, falseAlarms, mostCalls };
}

function countsOf(checked: readonly Checked[]) {
  const failed = checked.filter(({ met }) => met.length > 0);
  return {
    quotes: checked.length,
    failed: failed.length,
    foreseen: failed.filter(({ foreseen }) => foreseen.length > 0).length,
    inTheSameWords: failed.filter(({ foreseen, met }) => foreseen.join('\n') === met.join('\n')).length,
    falseAlarms: checked.filter(({ foreseen, met }) => foreseen.length > 0 && met.length === 0).length,
    mostCalls: Math.max(0, ...checked.map(({ calls }) => calls)),
    calls: checked.reduce((sum, { calls }) => sum + calls, 0),
  };
}

interface Before {
  harness: ConnectorHarness;
  credentials: Readonly<Record<string, string>>;
  quotesOf: QuotesOf;
  close(): Promise<void>;
}

const PSAS: Readonly<Record<string, (count: number) => Promise<readonly Checked[]>>> = {
  async autotask(count) {
    const psa = await simulateAutotask({ timeScale: HURRY.autotask, allowanceMs: 3_600_000 / HURRY.autotask });
    const harness = createConnectorHarness({ definition: hurried(psa.definition), http: psa.http, clock: systemClock });
    const { simulator, close } = psa;
    return checkAll(count, {
      harness,
      credentials: { ...simulator.credentials },
      quotesOf: quotesBeforeAutotask(simulator),
      close,
    });
  },
  async connectwise(count) {
    const psa = await simulateConnectWise({ timeScale: HURRY.connectwise });
    const { limits } = psa.definition;
    const window = { ...limits.window, ms: limits.window.ms / HURRY.connectwise };
    const definition = hurried({ ...psa.definition, limits: { ...limits, window } });
    const harness = createConnectorHarness({ definition, http: psa.http, clock: systemClock });
    const { simulator, credentials, close } = psa;
    return checkAll(count, { harness, credentials, quotesOf: quotesBeforeConnectWise(simulator), close });
  },
  async halo(count) {
    const psa = await simulateHalo();
    const harness = createConnectorHarness({ definition: hurried(psa.definition), http: psa.http, clock: systemClock });
    const { simulator, credentials, close } = psa;
    return checkAll(count, { harness, credentials, quotesOf: quotesBeforeHalo(simulator), close });
  },
};

/** All are checked before the first is pushed: nothing of a check may show in another. */
async function checkAll(count: number, { harness, credentials, quotesOf, close }: Before): Promise<readonly Checked[]> {
  try {
    await harness.start();
    const integration = await harness.connect(credentials);
    const quotes = await quotesOf(harness, integration);
    const ways = Object.values(quotes.broken);
    const foreseen = new Map<string, Omit<Checked, 'met'>>();
    for (let n = 0; n < 2 * count; n += 1) {
      const way = n % 2 === 0 ? undefined : ways[Math.floor(n / 2) % ways.length];
      const id = await (way ?? quotes.good)();
      const answer = await preflight(harness, integration, id);
      foreseen.set(id, { isBroken: way !== undefined, foreseen: foreseenBy(answer, id), calls: answer.calls });
    }
    for (const id of foreseen.keys()) await pushQuote(harness, integration, id);
    const left = new Set(foreseen.keys());
    await harness.until(async () => {
      for (const id of left) if (await isPushed(harness, integration, id)) left.delete(id);
      if (left.size > 0) throw new Error(`${left.size} quotes are not pushed yet.`);
    }, PATIENCE_MS);
    const met = Map.groupBy(await harness.results(), ({ entityId }) => entityId);
    return [...foreseen].map(([id, one]) => ({ ...one, met: (met.get(id) ?? []).flatMap(metBy) }));
  } finally {
    await harness.stop();
    await close();
  }
}
