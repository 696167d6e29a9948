// npm run verify: every check of the workspace that is not a test, cheap ones first. npm run verify -- lint types: only those.
import { checkCharts } from './charts/check-charts.ts';
import { staleFiles } from './generated/freshness.ts';
import { generators } from './generated/generators.ts';
import { checkAudit } from './verify/audit.ts';
import { checkDocLinks } from './verify/doc-links.ts';
import { checkLicences } from './verify/licences.ts';
import { checkProtoBreaking } from './verify/proto-breaking.ts';
import { commands, faults, ROOT, type Outcome, type Step } from './verify/step.ts';
import { checkTests } from './verify/test-titles.ts';

const STEPS: readonly Step[] = [
  { name: 'tests', run: () => checkTests(ROOT) },
  { name: 'docs', run: () => checkDocLinks(ROOT) },
  { name: 'audit', run: checkAudit },
  { name: 'licences', run: () => checkLicences(ROOT) },
  { name: 'proto-lint', run: commands(['buf', 'lint', 'proto']) },
  { name: 'proto-breaking', run: () => checkProtoBreaking(ROOT) },
  { name: 'generated', run: async () => faults(await staleFiles(ROOT, generators)) },
  { name: 'charts', run: checkCharts },
  { name: 'dead-code', run: commands(['knip', '--no-progress', '--no-config-hints']) },
  { name: 'format', run: commands(['prettier', '--check', '--log-level', 'warn', '.']) },
  { name: 'types', run: commands(['tsc', '-b'], ['tsc', '-p', 'tsconfig.test.json', '--noEmit'], ['tsc', '-p', 'apps/console']) },
  // The boundary rule reads the project graph that the first command makes; without it, it would let everything through.
  { name: 'lint', run: commands(['nx', 'show', 'projects'], ['eslint', '.']) },
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => STEPS.every((step) => step.name !== name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. The steps are: ${STEPS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const failed: string[] = [];
for (const step of STEPS.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const startedAt = performance.now();
  const { isOk, note, findings } = await outcomeOf(step);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${isOk ? 'ok    ' : 'FAILED'} ${step.name.padEnd(15)} ${seconds.padStart(5)} s${note === undefined ? '' : `  ${note}`}`,
  );
  if (isOk) continue;
  failed.push(step.name);
  console.log(`${(findings ?? '').trimEnd().replaceAll(/^/gm, '    ')}\n`);
}
console.log(failed.length === 0 ? '\nEverything is in order.' : `\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** A step that throws has failed with that error. */
async function outcomeOf(step: Step): Promise<Outcome> {
  try {
    return await step.run();
  } catch (error) {
    return { isOk: false, findings: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
