// Needs: promtool
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitoringFiles } from '../generated/monitoring-files.ts';
import { run } from '../verify/step.ts';
import { CASE_FILES, RULE_FILES } from './rule-files.ts';

let folder: string;
let place: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'psa-bridge-rules-'));
  await monitoringFiles.generate(folder);
  place = path.join(folder, 'charts/monitoring');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the rules for Prometheus', () => {
  it.each(Object.keys(RULE_FILES))('are understood: %s', async (file) => {
    const { stdout, stderr, isOk } = await run('promtool', ['check', 'rules', path.join(place, 'rules', file)]);

    expect([isOk, `${stdout}${stderr}`]).toEqual([true, expect.stringContaining('SUCCESS')]);
  });

  it.each(Object.keys(CASE_FILES))('fire, keep quiet and stand missing data as written: %s', async (file) => {
    const { stdout, stderr, isOk } = await run('promtool', ['test', 'rules', path.join(place, 'tests', file)]);

    expect([isOk, `${stdout}${stderr}`]).toEqual([true, expect.stringContaining('SUCCESS')]);
  });
});
