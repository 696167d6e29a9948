import type { Linter } from 'eslint';

// Who may import whom. The tags stand in each package's package.json; docs/architecture.md has the picture.

/** From the bottom up: a layer imports only layers below it, so adapters never import each other and services never each other. */
const LAYERS = ['core', 'contracts', 'observability', 'adapter', 'records', 'kit', 'host', 'service'];

/** The one place of each driver. Tests may use a driver as an independent witness. */
const DRIVERS = [
  { packages: ['kafkajs', 'kafkajs/*'], homes: ['messaging', 'testing'] },
  { packages: ['mongoose', 'mongoose/*', 'mongodb', 'mongodb/*'], homes: ['persistence', 'testing'] },
  { packages: ['express', 'express/*'], homes: ['http-server', 'gateway', 'simulators'] },
];

type Constraint =
  { sourceTag: string; onlyDependOnLibsWithTags: string[] } | { sourceTag: string; bannedExternalImports: string[] };

const tag = (layer: string): string => `layer:${layer}`;

/** `alsoAllowed`: layers that every layer may import besides those below it. */
function layerConstraints(alsoAllowed: readonly string[]): Constraint[] {
  const layers = LAYERS.map((layer, height) => ({
    sourceTag: tag(layer),
    onlyDependOnLibsWithTags: [...LAYERS.slice(0, height), ...alsoAllowed].map(tag),
  }));
  const belowRecords = LAYERS.slice(0, LAYERS.indexOf('records'));
  // An application in a browser knows the platform by its API alone.
  const app = { sourceTag: tag('app'), onlyDependOnLibsWithTags: [tag('app')] };
  return [...layers, app, { sourceTag: tag('testkit'), onlyDependOnLibsWithTags: [...belowRecords, ...alsoAllowed].map(tag) }];
}

const driverConstraints: Constraint[] = DRIVERS.map(({ packages, homes }) => ({
  sourceTag: `/^scope:(?!(${homes.join('|')})$)/`,
  bannedExternalImports: packages,
}));

function rule(depConstraints: readonly Constraint[]): Linter.RuleEntry {
  return [
    'error',
    {
      allow: [],
      depConstraints,
      allowCircularSelfDependency: true,
      banTransitiveDependencies: true,
      // Tests of the lowest layers use the test kit, which stands on those layers.
      ignoredCircularDependencies: [['@psa-bridge/testing', '@psa-bridge/observability']],
    },
  ];
}

/** The test kit and drivers are for tests and benchmarks only. */
export const TEST_FILES = ['**/*.test.ts', '**/test/**/*.ts', '**/bench/**/*.ts'];

export const boundaries: Linter.Config[] = [
  {
    files: ['apps/**/*.{ts,tsx}', 'libs/**/*.ts', 'services/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': rule([...layerConstraints([]), ...driverConstraints]) },
  },
  { files: TEST_FILES, rules: { '@nx/enforce-module-boundaries': rule(layerConstraints(['testkit'])) } },
];
