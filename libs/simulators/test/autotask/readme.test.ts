import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createAutotaskSimulator } from '@psa-bridge/simulators';
import { switchesSchema } from '../../src/autotask/switches.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it.each(Object.entries(switchesSchema.parse({})))('lists the switch %s with its default', (name, value) => {
    const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\` `));

    expect(row?.split('|')[2]?.trim()).toBe(`\`${JSON.stringify(value)}\``);
  });

  it.each(Object.keys(createAutotaskSimulator({ seed: { companies: 0 } }).control))('names the control operation %s', (name) => {
    expect(readme).toContain(`\`${name}\``);
  });

  it('points to files that exist', () => {
    const files = [...readme.matchAll(/`((?:api|metadata|query|write|webhooks|store|seed|control|http)\/[\w./-]+\.ts)`/g)].map(
      ([, file]) => file ?? '',
    );

    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const folder = file.startsWith('http/') ? '../../src/' : '../../src/autotask/';
      expect(readFileSync(new URL(folder + file, import.meta.url), 'utf8')).not.toBe('');
    }
  });
});
