// Needs: npm
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { realBackend } from '@psa-bridge/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, cp, glob, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts, waitUntil } from '../dev-stack/ports.ts';
import { BILL_OF_MATERIALS, makeProductionFolder, START } from './production-folder.ts';

const SERVICE = 'issues-service';
const LIMIT_MS = 400_000;
/** As in the image. */
const NOBODY = 65_532;
const backend = realBackend('production_folder');

let place: string;
let folder: string;

beforeAll(async () => {
  place = await mkdtemp(path.join(tmpdir(), 'production-folder-'));
  folder = path.join(place, 'app');
  await makeProductionFolder({ root: path.resolve(import.meta.dirname, '../..'), service: SERVICE, into: folder });
  await cp(process.execPath, path.join(place, 'node'));
  await chmod(place, 0o555);
}, LIMIT_MS);
afterAll(async () => {
  await chmod(place, 0o755);
  await rm(place, { recursive: true, force: true });
  await backend.cleanUp();
});

/** Started as the image does it: with the image's flags and no way to write beside them. */
function start(env: Readonly<Record<string, string>>): ChildProcess {
  const somebodyElse = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  return spawn(path.join(place, 'node'), START, { cwd: folder, env, stdio: 'inherit', ...somebodyElse });
}

interface Bill {
  components: readonly { group?: string; name: string; version: string }[];
}

const idOf = ({ group, name, version }: Bill['components'][number]): string =>
  `${group === undefined ? '' : `${group}/`}${name}@${version}`;

describe('the folder that the image of a service holds', () => {
  it('holds what runs in production and none of what builds or tests it', async () => {
    const has = async (file: string): Promise<boolean> =>
      access(path.join(folder, file)).then(
        () => true,
        () => false,
      );

    expect(await has('node_modules/@psa-bridge/service-host/dist/index.js')).toBe(true);
    for (const file of ['node_modules/typescript', 'node_modules/@psa-bridge/testing', 'services/gateway', 'libs/core/src'])
      expect([file, await has(file)]).toEqual([file, false]);
  });

  it('lists every package in it, with its version, in its bill of materials', async () => {
    const bill = JSON.parse(await readFile(path.join(folder, BILL_OF_MATERIALS), 'utf8')) as Bill;
    const listed = new Set(bill.components.map(idOf));
    const manifests = await Array.fromAsync(glob('node_modules/**/node_modules/{*,@*/*}/package.json', { cwd: folder }));
    const top = await Array.fromAsync(glob('node_modules/{*,@*/*}/package.json', { cwd: folder }));
    const installed = await Promise.all(
      [...top, ...manifests].map(async (file) => {
        const { name, version } = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Bill['components'][number];
        return `${name}@${version}`;
      }),
    );

    expect(installed.length).toBeGreaterThan(50);
    expect(installed.filter((id) => !listed.has(id))).toEqual([]);
  });

  it(
    'serves from a place where it can write nothing, as somebody without rights, and ends in order at SIGTERM',
    async () => {
      const [http, admin] = await freePorts(2);
      const child = start({
        HTTP_PORT: String(http),
        ADMIN_PORT: String(admin),
        KAFKA_BROKERS: backend.kafkaBrokers.join(','),
        KAFKA_PREFIX: backend.prefix,
        MONGODB_URI: backend.mongodbUri,
        MONGODB_DATABASE: backend.databaseName,
        JWKS_URL: 'http://127.0.0.1:1/jwks.json',
        LOG_LEVEL: 'warn',
      });
      const exited = once(child, 'exit');
      const isReady = async (): Promise<boolean> =>
        (await fetch(`http://127.0.0.1:${admin}/readyz`).catch(() => undefined))?.ok === true;
      await waitUntil(isReady, {
        timeoutMs: 180_000,
        giveUp: () => (child.exitCode === null ? undefined : 'the service ended at its start'),
      });

      child.kill('SIGTERM');

      expect(await exited).toEqual([0, null]);
    },
    LIMIT_MS,
  );
});
