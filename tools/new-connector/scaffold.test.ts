import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import ts from 'typescript';
import { ROOT } from '../verify/step.ts';
import { nameTrouble, scaffold } from './scaffold.ts';

const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

/** Two levels below the root, as a service is, so that packages and configuration are found from there. */
let folder: string;
let files: readonly string[];

beforeAll(async () => {
  const data = path.join(ROOT, '.data');
  await mkdir(data, { recursive: true });
  folder = await mkdtemp(path.join(data, 'new-connector-'));
  files = await scaffold('north-star', folder);
});

afterAll(() => rm(folder, { recursive: true }));

describe('a new connector', () => {
  it('type-checks as it was written', () => {
    const config = ts.getParsedCommandLineOfConfigFile(path.join(ROOT, 'tsconfig.test.json'), {}, fileSystem());
    const program = ts.createProgram({ rootNames: typescript(), options: config?.options ?? {} });

    // Only its own files: what it imports is checked where it stands.
    const own = typescript().map((file) => program.getSourceFile(file));
    expect(own).not.toContain(undefined);
    const complaints = own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
    expect(complaints.map(({ messageText, file }) => `${file?.fileName}: ${JSON.stringify(messageText)}`)).toEqual([]);
  }, 300_000);

  it('passes the contract suite of the kit against the simulator that comes with it', async () => {
    const sequencer = path.join(ROOT, 'tools', 'test-run', 'slowest-first.mjs');
    const options = ['--config', path.join(ROOT, 'jest.config.mjs'), '--rootDir', folder, '--testSequencer', sequencer];
    const child = spawn(process.execPath, ['--experimental-vm-modules', JEST, ...options], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, NODE_ENV: 'test' },
    });
    const [report, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number | null]>]);

    expect({ code, report }).toMatchObject({ code: 0, report: expect.stringMatching(/Tests: +1\d passed, 1\d total/) });
  }, 400_000);

  it('speaks of itself in every spelling of its name, and of nobody else', async () => {
    const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));

    expect(files).toContain('src/client/north-star.client.ts');
    expect(texts.join()).toContain('NORTH_STAR_TIMEOUT_MS');
    expect(texts.join()).toContain("code: 'north_star_authentication'");
    expect(texts.join()).toContain('export function northStarConnector(');
    expect([...files, ...texts].filter((one) => /example.?psa/i.test(one))).toEqual([]);
  });

  it.each(['', 'North', 'north_star', '../north', 'north-', '9north'])(
    'is not called "%s", and the reason says what a name is',
    (name) => {
      expect(nameTrouble(name)).toContain('kebab case');
    },
  );

  it('may be called by one word or several', () => {
    expect([nameTrouble('halopsa'), nameTrouble('north-star-2')]).toEqual([undefined, undefined]);
  });
});

function typescript(): string[] {
  return files.filter((file) => file.endsWith('.ts')).map((file) => path.join(folder, file));
}

function fileSystem(): ts.ParseConfigFileHost {
  return { ...ts.sys, onUnRecoverableConfigFileDiagnostic: ({ messageText }) => expect(messageText).toBe('') };
}
