import { beforeAll, describe, expect, it } from '@jest/globals';
import { ESLint, type Linter } from 'eslint';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { boundaries } from './boundaries.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Without this the rule finds no project graph, warns, and lets everything through. */
beforeAll(() => {
  execFileSync(process.execPath, [path.join(ROOT, 'node_modules/nx/dist/bin/nx.js'), 'show', 'projects'], { cwd: ROOT });
});

/** The rule's complaints about one line planted in a file that need not exist. */
async function plant(file: string, line: string): Promise<string[]> {
  const withoutTypes = { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, plugins: { '@nx': nx } };
  const eslint = new ESLint({
    cwd: ROOT,
    overrideConfigFile: true,
    overrideConfig: [withoutTypes, ...boundaries] as Linter.Config[],
  });
  const [result] = await eslint.lintText(`${line}\n`, { filePath: path.join(ROOT, file), warnIgnored: true });
  return (result?.messages ?? []).map(({ message }) => message);
}

describe('the boundaries between packages', () => {
  it.each([
    {
      why: 'a lower layer imports a higher one',
      file: 'libs/core/src/planted.ts',
      line: "import { TOPICS } from '@psa-bridge/contracts';",
      says: 'Circular dependency between',
    },
    {
      why: 'an adapter imports an adapter',
      file: 'libs/messaging/src/planted.ts',
      line: "import { x } from '@psa-bridge/persistence';",
      says: '"layer:adapter" can only depend',
    },
    {
      why: 'a lib imports a service',
      file: 'libs/connector-kit/src/planted.ts',
      line: "import { x } from '@psa-bridge/gateway';",
      says: '"layer:kit" can only depend',
    },
    {
      why: 'a service imports a service',
      file: 'services/gateway/src/planted.ts',
      line: "import { x } from '@psa-bridge/issues-service';",
      says: '"layer:service" can only depend',
    },
    {
      why: 'only a type is imported',
      file: 'libs/messaging/src/planted.ts',
      line: "import type { X } from '@psa-bridge/persistence';",
      says: '"layer:adapter" can only depend',
    },
    {
      why: 'the import is dynamic',
      file: 'libs/messaging/src/planted.ts',
      line: "await import('@psa-bridge/persistence');",
      says: '"layer:adapter" can only depend',
    },
    {
      why: 'the import is relative',
      file: 'libs/messaging/src/planted.ts',
      line: "import { x } from '../../persistence/src/index.ts';",
      says: 'cannot be imported by a relative',
    },
    {
      why: 'production code imports a simulator',
      file: 'services/gateway/src/planted.ts',
      line: "import { x } from '@psa-bridge/simulators';",
      says: '"layer:service" can only depend',
    },
    {
      why: 'production code imports the test kit',
      file: 'libs/messaging/src/planted.ts',
      line: "import { x } from '@psa-bridge/testing';",
      says: '"layer:adapter" can only depend',
    },
    {
      why: 'a test imports a higher layer',
      file: 'libs/core/src/planted.test.ts',
      line: "import { x } from '@psa-bridge/messaging';",
      says: 'Circular dependency between',
    },
    {
      why: 'kafkajs is used outside messaging',
      file: 'services/gateway/src/planted.ts',
      line: "import kafkajs from 'kafkajs';",
      says: 'not allowed to import "kafkajs"',
    },
    {
      why: 'mongoose is used outside persistence',
      file: 'libs/records/src/planted.ts',
      line: "import mongoose from 'mongoose';",
      says: 'not allowed to import "mongoose"',
    },
    {
      why: 'express is used by a connector',
      file: 'services/autotask-connector/src/planted.ts',
      line: "import express from 'express';",
      says: 'not allowed to import "express"',
    },
    {
      why: 'a package is used that nobody declares',
      file: 'libs/core/src/planted.ts',
      line: "import x from 'kareem';",
      says: 'Transitive or unresolvable',
    },
  ])('are crossed when $why', async ({ file, line, says }) => {
    await expect(plant(file, line)).resolves.toContainEqual(expect.stringContaining(says));
  });

  it.each([
    ['a higher layer imports a lower one', 'libs/messaging/src/planted.ts', "import { x } from '@psa-bridge/core';"],
    ['a service imports a lib', 'services/gateway/src/planted.ts', "import { x } from '@psa-bridge/persistence';"],
    ['a test imports a simulator', 'services/gateway/test/planted.ts', "import { x } from '@psa-bridge/simulators';"],
    ['a test of a low layer imports the test kit', 'libs/core/src/planted.test.ts', "import { x } from '@psa-bridge/testing';"],
    ['the test kit imports its own file', 'libs/testing/src/planted.ts', "import { x } from './eventually.ts';"],
    ['a driver is used in its home', 'libs/messaging/src/planted.ts', "import kafkajs from 'kafkajs';"],
  ])('are kept when %s', async (_why, file, line) => {
    await expect(plant(file, line)).resolves.toEqual([]);
  });
});
