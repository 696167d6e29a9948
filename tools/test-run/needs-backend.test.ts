import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FULL_TEST_SUFFIX } from './full-tests.ts';
import { needsBackend, withoutReport } from './needs-backend.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe('the backend of a run', () => {
  it('is started for an integration suite among others', () => {
    expect(needsBackend('/x/libs/core/src/clock.test.ts\n/x/libs/messaging/src/kafka-bus.integration.test.ts\n')).toBe(true);
  });

  it.each([
    [['--json', '--outputFile=report.json', 'libs/messaging']],
    [['--json', '--outputFile', 'report.json', 'libs/messaging']],
  ])('is decided by what is chosen, not by the report that %j asks for', (forwarded) => {
    expect(withoutReport(forwarded)).toEqual(['libs/messaging']);
  });

  it('is not started for suites that run without it', () => {
    expect(needsBackend('/x/libs/core/src/clock.test.ts\n/x/services/gateway/test/a.component.test.ts\n')).toBe(false);
    expect(needsBackend('')).toBe(false);
  });

  it('is asked for by integration suites alone, so that none runs without it; a full run has it always', async () => {
    const asking: string[] = [];
    for await (const file of glob('{libs,services,test}/**/*.test.ts', { cwd: ROOT, exclude: ['**/node_modules', '**/dist'] })) {
      const source = await readFile(path.join(ROOT, file), 'utf8');
      if (/\brealBackend\(|\brealStores\(/.test(source)) asking.push(file);
    }

    expect(asking.length).toBeGreaterThan(0);
    expect(asking.filter((file) => !needsBackend(file) && !file.endsWith(FULL_TEST_SUFFIX))).toEqual([]);
  });
});
