import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  createAutotaskSimulator,
  createConnectWiseSimulator,
  createHaloSimulator,
  createXeroSimulator,
} from '@psa-bridge/simulators';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const none = { seed: { companies: 0 } };

const PARTS = [
  { heading: '## Autotask PSA', operations: Object.keys(createAutotaskSimulator(none).control) },
  { heading: '## ConnectWise PSA', operations: Object.keys(createConnectWiseSimulator(none).control) },
  { heading: '## HaloPSA', operations: Object.keys(createHaloSimulator(none).control) },
  { heading: '## Xero', operations: Object.keys(createXeroSimulator().control) },
];

/** From the heading to the next one of its level. */
function partOf(heading: string): string {
  const from = readme.indexOf(`\n${heading}\n`);
  return readme.slice(from, readme.indexOf('\n## ', from + heading.length));
}

describe.each(PARTS)('the README under $heading', ({ heading, operations }) => {
  it.each(operations)('names the control operation %s', (name) => {
    expect(partOf(heading)).toContain(`\`${name}\``);
  });
});

describe('the README', () => {
  it('points to files that exist', () => {
    const pattern = /`((?:api|metadata|query|write|webhooks|store|seed|control|http|connectwise|halopsa|xero)\/[\w./-]+\.ts)`/g;
    const files = [...readme.matchAll(pattern)].map(([, file]) => file ?? '');

    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const folder = /^(http|connectwise|halopsa|xero)\//.test(file) ? '../src/' : '../src/autotask/';
      expect(readFileSync(new URL(folder + file, import.meta.url), 'utf8')).not.toBe('');
    }
  });
});
