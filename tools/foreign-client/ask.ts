import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { signIn } from '../platform/api-client.ts';
import type { ForeignCaller } from './callers.ts';
import type { KnownIds } from './known-ids.ts';
import { settingsFor, type Presented } from './settings.ts';
import { tallyOf, type Tally } from './tally.ts';
import { findTool } from './tool.ts';

/** The same one each time, so that what was found is found again. */
export const SEED = 20_260_105;

/** Whatever else a generated request is answered: it is documented, of the documented type and shape, and no failure of ours. */
const CHECKS = [
  ...['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_schema_conformance'],
  ...['negative_data_rejection', 'ignored_auth'],
];

/** One run of schemathesis: by whom, about which paths, and how much. */
export interface ForeignPart {
  caller: ForeignCaller;
  /** Whether the caller goes by one token and does not sign in again, in minutes at most. */
  isSignedInOnce?: boolean;
  /** Regular expressions of paths. */
  include?: string;
  exclude?: string;
  phases: readonly ('coverage' | 'fuzzing')[];
  /** Generated requests to each operation, of those that are made up at random. */
  each: number;
}

export interface ForeignAnswers extends Tally {
  /** What the tool says of what did not hold, with the requests; empty when everything did. */
  findings: string;
}

/** Lets a client that knows nothing but the OpenAPI document ask. */
export async function ask(gatewayUrl: string, part: ForeignPart, known: readonly KnownIds[]): Promise<ForeignAnswers> {
  const folder = await mkdtemp(path.join(tmpdir(), 'foreign-client-'));
  try {
    const settings = path.join(folder, 'schemathesis.toml');
    await writeFile(settings, settingsFor(await presented(gatewayUrl, part), known));
    const report = path.join(folder, 'answers.ndjson');
    const args = ['--config-file', settings, 'run', `${gatewayUrl}/v1/openapi.json`, ...argumentsOf(part, report)];
    const { code, said } = await run(await findTool(), args, folder);
    const lines = createInterface({ input: createReadStream(report), crlfDelay: Infinity });
    return { ...(await tallyOf(lines)), findings: code === 0 ? '' : said };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function presented(gatewayUrl: string, { caller, isSignedInOnce = false }: ForeignPart): Promise<Presented> {
  const { login, ...others } = caller;
  return login && isSignedInOnce ? { ...others, token: await signIn(gatewayUrl, login) } : caller;
}

function argumentsOf({ include, exclude, phases, each }: ForeignPart, report: string): readonly string[] {
  return [
    ...(include === undefined ? [] : ['--include-path-regex', include]),
    ...(exclude === undefined ? [] : ['--exclude-path-regex', exclude]),
    ...['--phases', phases.join(), '--max-examples', String(each), '--checks', CHECKS.join(), '--seed', String(SEED)],
    ...['--continue-on-failure', '--no-shrink', '--generation-database', 'none', '--suppress-health-check', 'all'],
    // One worker: of two, CPython 3.11 now and then fails over itself while the tool builds its requests.
    ...['--request-timeout', '20', '--warnings', 'off', '--no-color', '--workers', '1'],
    ...['--report', 'ndjson', '--report-ndjson-path', report],
  ];
}

async function run(program: string, args: readonly string[], cwd: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await ended) as [number | null];
  return { code, said: `${said}\n${complained}` };
}
