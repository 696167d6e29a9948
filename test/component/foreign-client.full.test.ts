// Needs: python3 with venv, and PyPI for schemathesis 4.32.5
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS } from '@psa-bridge/core';
import { DEMO_ADMIN } from '../../tools/platform/service-plan.ts';
import { startWholePlatform, type WholePlatform } from './whole-platform.ts';

const VERSION = '4.32.5';
const DATA = path.resolve(import.meta.dirname, '../../.data');
const VENV = path.join(DATA, `schemathesis-${VERSION}`);
const MANY = 10_000;
const INSTALL_MS = 300_000;
const PART_MS = 900_000;
/** Whatever else a generated request is answered, it is documented, of the documented type and shape, and no failure of ours. */
const CHECKS = 'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance';

interface Part {
  part: string;
  /** Its paths. */
  include: string;
  phases: string;
  /** Requests to each operation, at most. */
  each: number;
  /** Operations that nobody gets into here. */
  refused?: number;
}

/** A run ends before its access token does, more or less: whatever is refused afterwards is only refused. */
const PARTS: readonly Part[] = [
  { part: 'the public API', include: '^/public-api', phases: 'fuzzing', each: 9 },
  // Nobody has come back from a provider, so the way back is refused each time.
  {
    part: 'identity-service',
    refused: 1,
    include: '^/v1/(auth|users|roles|api-keys)|^/.well-known',
    phases: 'coverage,fuzzing',
    each: 50,
  },
  { part: 'issues-service', include: '^/v1/issues', phases: 'coverage,fuzzing', each: 100 },
  { part: 'the connectors', include: '^/v1/(integrations|webhooks)/', phases: 'coverage,fuzzing', each: 30 },
  {
    part: 'the records API',
    include: '^/v1/(?!auth|users|roles|api-keys|issues|integrations/|webhooks/|stream)',
    phases: 'coverage,fuzzing',
    each: 30,
  },
];

let platform: WholePlatform;
let key: string;
const generated: number[] = [];

beforeAll(async () => {
  await install();
  platform = await startWholePlatform();
  await call('PUT', '/v1/public-api-settings', { isEnabled: true });
  ({ key } = (await call('POST', '/v1/api-keys', { name: 'Foreign client', permissions: PERMISSIONS })) as { key: string });
}, INSTALL_MS);
afterAll(() => platform.stop());

async function install(): Promise<void> {
  const tool = path.join(VENV, 'bin', 'schemathesis');
  if (
    await access(tool).then(
      () => true,
      () => false,
    )
  )
    return;
  await command('python3', ['-m', 'venv', VENV]);
  await command(path.join(VENV, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${VERSION}`]);
}

/** What a command says. @throws Error with it, where the command fails */
async function command(name: string, args: readonly string[]): Promise<string> {
  const child = spawn(name, args, { cwd: DATA, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`${path.basename(name)} ended with ${code}:\n${said}\n${complained}`);
  return said;
}

async function signIn(): Promise<string> {
  const response = await fetch(`${platform.gatewayUrl}/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(DEMO_ADMIN),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}

async function call(method: string, place: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${platform.gatewayUrl}${place}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await signIn()}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${place} was answered with ${response.status}.`);
  const answered = await response.text();
  return answered === '' ? undefined : JSON.parse(answered);
}

describe('a client that knows nothing but the OpenAPI document', () => {
  it.each(PARTS)(
    'meets no undocumented answer and no failure in $part',
    async ({ include, phases, each, refused = 0 }) => {
      const said = await command(path.join(VENV, 'bin', 'schemathesis'), [
        ...['run', `${platform.gatewayUrl}/v1/openapi.json`, '--include-path-regex', include],
        ...['-H', `authorization: Bearer ${await signIn()}`, '-H', `api-key: ${key}`],
        ...['--phases', phases, '--max-examples', String(each), '--checks', CHECKS, '--seed', '1'],
        ...['--continue-on-failure', '--no-shrink', '--suppress-health-check', 'all', '--request-timeout', '20'],
      ]);

      const count = Number(/(\d+) generated/.exec(said)?.[1]);
      generated.push(count);
      console.info(`${include}: ${count} requests`);
      expect(count).toBeGreaterThan(0);
      expect(Number(/Authentication failed: (\d+) operation/.exec(said)?.[1] ?? 0)).toBe(refused);
    },
    PART_MS,
  );

  it(`has sent ${MANY} requests by then`, () => {
    expect(generated.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(MANY);
  });
});
