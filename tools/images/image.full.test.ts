// Needs: docker-engine
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { realBackend } from '@psa-bridge/testing';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePorts, waitUntil } from '../dev-stack/ports.ts';
import { makeProductionFolder } from './production-folder.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SERVICE = 'identity-service';
const LIMIT_MS = 400_000;
const MB = 1024 * 1024;
const execute = promisify(execFile);
const backend = realBackend('image');
const tag = `psa-bridge-test/${SERVICE}:${process.pid}`;
const base = `psa-bridge-test/base:${process.pid}`;

let place: string;

async function docker(...args: readonly string[]): Promise<string> {
  const { stdout } = await execute('docker', args, { maxBuffer: 64 * MB });
  return stdout.trim();
}

/** A stand-in for the base: this Node and the libraries that it loads, at the place where the base has it. */
async function makeBase(): Promise<void> {
  const root = path.join(place, 'base');
  await mkdir(path.join(root, 'nodejs/bin'), { recursive: true });
  await cp(process.execPath, path.join(root, 'nodejs/bin/node'), { dereference: true });
  const { stdout } = await execute('ldd', [process.execPath]);
  for (const [library] of stdout.matchAll(/\/\S+\.so\S*/g)) await cp(library, path.join(root, library), { dereference: true });
  await execute('tar', ['-C', root, '-cf', path.join(place, 'base.tar'), '.']);
  await docker('import', path.join(place, 'base.tar'), base);
}

/** The last stage of the Dockerfile, word for word, on the folder that the stages before it would have made. */
async function buildImage(): Promise<void> {
  const context = path.join(place, 'context');
  await makeProductionFolder({ root: ROOT, service: SERVICE, into: path.join(context, 'app') });
  const recipe = await readFile(path.join(ROOT, 'Dockerfile'), 'utf8');
  const stage = recipe.slice(recipe.lastIndexOf('\nFROM ')).replace('COPY --from=folder /app /app', 'COPY app /app');
  await writeFile(path.join(context, 'Dockerfile'), `ARG RUN_IMAGE${stage}`);
  const given = [`RUN_IMAGE=${base}`, `SERVICE=${SERVICE}`, 'VERSION=1.2.3'].flatMap((argument) => ['--build-arg', argument]);
  await docker('build', '--tag', tag, ...given, context);
}

function environment(ports: readonly number[]): string[] {
  const variables = {
    HTTP_PORT: String(ports[0]),
    ADMIN_PORT: String(ports[1]),
    KAFKA_BROKERS: backend.kafkaBrokers.join(','),
    KAFKA_PREFIX: backend.prefix,
    MONGODB_URI: backend.mongodbUri,
    MONGODB_DATABASE: backend.databaseName,
    PUBLIC_URL: 'http://127.0.0.1',
    FIELD_KEYS: `test:${Buffer.alloc(32, 1).toString('base64')}`,
    FIELD_KEY_ACTIVE: 'test',
    LOG_LEVEL: 'warn',
  };
  return Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
}

/** As the chart runs it. */
const FENCED = ['--network', 'host', '--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];

beforeAll(async () => {
  place = await mkdtemp(path.join(tmpdir(), 'image-'));
  await makeBase();
  await buildImage();
}, LIMIT_MS);
afterAll(async () => {
  await docker('image', 'rm', '--force', tag, base);
  await rm(place, { recursive: true, force: true });
  await backend.cleanUp();
});

describe('the image of a service', () => {
  it('says what it is, is small, and has no shell', async () => {
    const [inspected] = JSON.parse(await docker('image', 'inspect', tag)) as [
      { Size: number; Config: { User: string; Labels: Record<string, string> } },
    ];
    const [ofBase] = JSON.parse(await docker('image', 'inspect', base)) as [{ Size: number }];

    expect(inspected.Config.User).toBe('65532:65532');
    expect(inspected.Config.Labels).toMatchObject({
      'org.opencontainers.image.title': `psa-bridge/${SERVICE}`,
      'org.opencontainers.image.version': '1.2.3',
    });
    expect((inspected.Size - ofBase.Size) / MB).toBeLessThan(80);
    await expect(docker('run', '--rm', '--entrypoint', '/bin/sh', tag)).rejects.toThrow('/bin/sh');
  });

  it(
    'migrates as a job does, again and again',
    async () => {
      const migrate = async (): Promise<unknown> =>
        JSON.parse(await docker('run', '--rm', ...FENCED, ...environment(await freePorts(2)), tag, 'migrate'));

      const answers = [await migrate(), await migrate()];

      expect(answers).toEqual([{ migrated: expect.arrayContaining([expect.any(String)]) }, { migrated: [] }]);
    },
    LIMIT_MS,
  );

  it(
    'serves as somebody without rights, and ends in order when it is stopped',
    async () => {
      const ports = await freePorts(2);
      const id = await docker('run', '--detach', ...FENCED, ...environment(ports), tag);
      const isReady = async (): Promise<boolean> =>
        (await fetch(`http://127.0.0.1:${ports[1]}/readyz`).catch(() => undefined))?.ok === true;
      await waitUntil(isReady, { timeoutMs: 180_000, giveUp: () => undefined });
      const keys = await fetch(`http://127.0.0.1:${ports[0]}/.well-known/jwks.json`);

      await docker('stop', '--time', '35', id);

      const [{ State: state }] = JSON.parse(await docker('inspect', id)) as [{ State: { ExitCode: number; OOMKilled: boolean } }];
      await docker('rm', id);
      expect(keys.status).toBe(200);
      expect(state).toMatchObject({ ExitCode: 0, OOMKilled: false });
    },
    LIMIT_MS,
  );
});
