// npm run charts: every check of the charts, and what an upgrade from the previous release changes.
// npm run charts -- keep: what is rendered now is the previous release from now on; done once for each release.
import { inspectCharts } from './charts/check-charts.ts';
import { keepRelease } from './charts/previous-release.ts';

const { faults, rendered, upgrades, manifests } = await inspectCharts();
console.log(`${manifests} manifests were rendered and checked.`);
console.log(upgrades.map((upgrade) => `Upgrade of the previous release, ${upgrade}`).join('\n'));
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
} else if (process.argv[2] === 'keep') {
  await keepRelease(rendered);
  console.log('Kept as the previous release.');
}
