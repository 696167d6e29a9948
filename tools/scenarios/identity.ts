import { browse, CLIENT, startSsoIssuer } from '../../services/identity-service/test/sso-issuer.ts';
import { connectAutotask, synchronize } from '../platform/journeys.ts';
import { startPlatform } from '../platform/platform.ts';
import { createChecks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import type { IdentityStory } from './identity/story.ts';
import { keyRotatedUnderLoad } from './identity/keys.ts';
import { peopleLinked } from './identity/people.ts';
import { refusalsTold } from './identity/refusals.ts';
import { addressVerifiedBySso } from './identity/sso.ts';
import { theftDetected } from './identity/theft.ts';

export const description =
  'Identity: every refusal, a sign-in by a provider, 1,000 people of a PSA linked with duplicates explained, keys rotated, theft detected';

const DATABASE = 'scenario_identity_test';
const PUBLIC_URL = 'https://bridge.demo.example';
const redirectUri = `${PUBLIC_URL}/sign-in/callback`;
const SEED = { companies: 20, contacts: 40, products: 1, services: 1, opportunities: 0, quotes: 0 };
const CHAPTERS = [refusalsTold, addressVerifiedBySso, peopleLinked, keyRotatedUnderLoad, theftDetected];

export async function run(stack: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const figures: Record<string, unknown> = {};
  const issuer = await startSsoIssuer({ redirectUri });
  const acme = { name: 'acme', label: 'Acme ID', issuer: issuer.issuer, ...CLIENT };
  const identity = { PUBLIC_URL, OIDC_ISSUERS: JSON.stringify([acme]), ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8' };
  const platform = await startPlatform({
    ...{ kafkaBrokers: stack.kafkaBrokers, mongodbUri: stack.mongodbUri, database: DATABASE },
    ...{ seed: SEED, timeScale: 60, deltaEveryMs: 0, env: { 'identity-service': identity } },
  });
  try {
    const { api, autotask, plan } = platform;
    const integrationId = await connectAutotask(api, autotask);
    await synchronize(api, { provider: 'autotask', integrationId }, 'full');
    const story: IdentityStory = {
      ...{ api, autotask, plan, integrationId, issuer, checks, progress: (line) => stack.progress(line) },
      ...{ database: { uri: stack.mongodbUri, name: DATABASE }, browse: (from) => browse(from, { redirectUri }) },
    };
    for (const chapter of CHAPTERS) Object.assign(figures, await chapter(story));
    checks.equal(autotask.bugs(), [], 'bugs of the simulator');
  } finally {
    await platform.stop();
    await issuer.stop();
  }
  return { figures, failures: checks.failures };
}
