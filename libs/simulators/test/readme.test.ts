import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createAutotaskSimulator, createConnectWiseSimulator } from '@psa-bridge/simulators';
import { switchesSchema as autotaskSwitches } from '../src/autotask/switches.ts';
import { switchesSchema as connectwiseSwitches } from '../src/connectwise/switches.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const cut = readme.indexOf('## ConnectWise PSA');
const none = { seed: { companies: 0 } };

const PARTS = [
  {
    vendor: 'Autotask',
    text: readme.slice(0, cut),
    switches: autotaskSwitches.parse({}),
    operations: Object.keys(createAutotaskSimulator(none).control),
  },
  {
    vendor: 'ConnectWise',
    text: readme.slice(cut),
    switches: connectwiseSwitches.parse({}),
    operations: Object.keys(createConnectWiseSimulator(none).control),
  },
];

describe.each(PARTS)('the README on $vendor', ({ text, switches, operations }) => {
  it.each(Object.entries(switches))('lists the switch %s with its default', (name, value) => {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\` `));

    expect(row?.split('|')[2]?.trim()).toBe(`\`${JSON.stringify(value)}\``);
  });

  it.each(operations)('names the control operation %s', (name) => {
    expect(text).toContain(`\`${name}\``);
  });
});

describe('the README', () => {
  it('points to files that exist', () => {
    const pattern = /`((?:api|metadata|query|write|webhooks|store|seed|control|http|connectwise)\/[\w./-]+\.ts)`/g;
    const files = [...readme.matchAll(pattern)].map(([, file]) => file ?? '');

    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const folder = /^(http|connectwise)\//.test(file) ? '../src/' : '../src/autotask/';
      expect(readFileSync(new URL(folder + file, import.meta.url), 'utf8')).not.toBe('');
    }
  });
});
