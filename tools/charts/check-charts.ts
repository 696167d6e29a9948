import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT, run, type Outcome } from '../verify/step.ts';
import { checkCustomResource } from './custom-resources.ts';
import { deployedServices, type DeployedService } from './deployed-services.ts';
import { environmentFaults, unmatchedCalls } from './environment.ts';
import { findHelm, manifestsIn, template } from './helm.ts';
import { KUBERNETES_MINORS, openKubernetesSchemas, type CheckManifest } from './kubernetes-schemas.ts';
import type { Manifest } from './manifest.ts';
import { violations } from './policies.ts';
import { compareReleases, previousRelease, type KeptRelease } from './previous-release.ts';
import { REFUSALS } from './refusals.ts';

const PLATFORM = path.join(ROOT, 'charts/platform');
const SHAPES = path.join(PLATFORM, 'ci');
const LEAST = path.join(SHAPES, 'least-values.yaml');
const EXAMPLES = path.join(ROOT, 'charts/examples');

interface Tools {
  helm: string;
  services: readonly DeployedService[];
  /** One for each version of Kubernetes. */
  versions: readonly CheckManifest[];
}

export interface ChartsReport {
  faults: readonly string[];
  /** What each file of values was rendered to. */
  rendered: readonly KeptRelease[];
  /** How an upgrade from the previous release differs, by file of values. */
  upgrades: readonly string[];
  manifests: number;
}

/** Every check of the charts, with the real Helm; each file of values is rendered once. */
export async function inspectCharts(): Promise<ChartsReport> {
  const [helm, services, versions, files] = await Promise.all([
    findHelm(),
    deployedServices(),
    Promise.all(KUBERNETES_MINORS.map(openKubernetesSchemas)),
    readdir(SHAPES),
  ]);
  const tools: Tools = { helm, services, versions };
  const shapes = await Promise.all(files.sort().map((file) => renderShape(file, tools)));
  const upgrades = await Promise.all((await previousRelease()).map((kept) => tryUpgrade(kept, tools)));
  const faults = [
    ...unmatchedCalls(services),
    ...(await lintFaults(files, tools)),
    ...shapes.flatMap((shape) => shape.faults),
    ...(await refusalFaults(tools)),
    ...(await exampleFaults(tools)),
    ...upgrades.flatMap((upgrade) => upgrade.faults),
  ];
  return {
    faults,
    rendered: shapes.map(({ kept }) => kept),
    upgrades: upgrades.map(({ summary }) => summary),
    manifests: shapes.reduce((sum, { count }) => sum + count, 0),
  };
}

/** As a step of `npm run verify`. */
export async function checkCharts(): Promise<Outcome> {
  const { faults, manifests, upgrades } = await inspectCharts();
  const note = `${manifests} manifests for Kubernetes ${KUBERNETES_MINORS.join(', ')}, ${REFUSALS.length} refusals, ${upgrades.length} upgrades`;
  return { isOk: faults.length === 0, note, findings: faults.join('\n') };
}

async function renderShape(file: string, tools: Tools) {
  const values = path.join(SHAPES, file);
  const { isOk, stdout, stderr } = await template(tools.helm, { chart: PLATFORM, values });
  const manifests = isOk ? manifestsIn(stdout) : [];
  const faults = isOk ? manifestFaults(manifests, tools) : [`does not render: ${stderr.trim()}`];
  return {
    kept: { name: file.replace('-values.yaml', ''), values, rendered: stdout },
    count: manifests.length,
    faults: faults.map((fault) => `${file}: ${fault}`),
  };
}

function manifestFaults(manifests: readonly Manifest[], { services, versions }: Tools): readonly string[] {
  return [
    ...manifests.flatMap((manifest) => schemaFaults(manifest, versions)),
    ...violations(manifests),
    ...environmentFaults(manifests, services),
  ];
}

function schemaFaults(manifest: Manifest, versions: readonly CheckManifest[]): readonly string[] {
  const answers = versions.map((check, at) =>
    check(manifest)?.map((problem) => `Kubernetes ${KUBERNETES_MINORS[at]} does not take it: ${problem}`),
  );
  const known = answers.every((answer) => answer === undefined) ? [checkCustomResource(manifest)] : answers;
  return known
    .flatMap((answer) => answer ?? ['is of a kind that nothing checks'])
    .map((problem) => `${manifest.kind} ${manifest.metadata.name}: ${problem}`);
}

async function lintFaults(files: readonly string[], { helm }: Tools): Promise<readonly string[]> {
  const lint = async (args: readonly string[]): Promise<string[]> => {
    const { isOk, stdout, stderr } = await run(helm, ['lint', '--quiet', ...args]);
    return isOk ? [] : [`helm lint ${args.join(' ')}: ${stdout}${stderr}`.trim()];
  };
  const shapes = files.map((file) => lint([PLATFORM, '--values', path.join(SHAPES, file)]));
  const alone = lint([path.join(ROOT, 'charts/service'), '--set', 'name=gateway,global.secretName=psa-bridge']);
  return (await Promise.all([...shapes, alone])).flat();
}

async function refusalFaults({ helm }: Tools): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { sentence, set, says, isAll } of REFUSALS) {
    const values = isAll ? undefined : LEAST;
    const { isOk, stderr } = await template(helm, { chart: PLATFORM, values, set });
    if (isOk) faults.push(`renders although ${sentence}`);
    else if (!says.test(stderr)) faults.push(`does not say what is wrong when ${sentence}: ${stderr.trim()}`);
  }
  return faults;
}

/** What the documentation shows besides the charts has to be right too. */
async function exampleFaults({ versions }: Tools): Promise<readonly string[]> {
  const files = await readdir(EXAMPLES);
  const texts = await Promise.all(files.map((file) => readFile(path.join(EXAMPLES, file), 'utf8')));
  return texts.flatMap((text) => manifestsIn(text).flatMap((manifest) => schemaFaults(manifest, versions)));
}

async function tryUpgrade({ name, values, rendered }: KeptRelease, { helm }: Tools) {
  const { isOk, stdout, stderr } = await template(helm, { chart: PLATFORM, values });
  if (!isOk)
    return {
      summary: `${name}: does not render`,
      faults: [`The previous release's values (${name}) do not render any more: ${stderr.trim()}`],
    };
  const { added, removed, changed, faults } = compareReleases(rendered, stdout);
  const lists = Object.entries({ added, removed, changed }).map(
    ([what, ids]) => `${ids.length} ${what}${ids.map((id) => `\n    ${id}`).join('')}`,
  );
  return { summary: `${name}: ${lists.join(', ')}`, faults: faults.map((fault) => `Upgrade of ${name}: ${fault}`) };
}
