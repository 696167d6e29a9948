import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export interface Outcome {
  isOk: boolean;
  /** What a reader should know although nothing failed, such as why a check was left out. */
  note?: string;
  /** What to mend; printed only when it failed. */
  findings?: string;
}

/** One check of the workspace. */
export interface Step {
  name: string;
  run(): Promise<Outcome>;
}

export interface CommandResult {
  isOk: boolean;
  stdout: string;
  stderr: string;
}

/** Runs an installed tool or a command of the machine in the repository, without a shell. */
export async function run(command: string, args: readonly string[], cwd: string = ROOT): Promise<CommandResult> {
  const PATH = [path.join(ROOT, 'node_modules', '.bin'), process.env['PATH']].join(path.delimiter);
  const child = spawn(command, args, { cwd, env: { ...process.env, PATH, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'close') as Promise<[number | null]>;
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { isOk: code === 0, stdout, stderr };
}

/** A step that is one command after another; the first that fails ends it. */
export function commands(...lines: readonly (readonly [string, ...string[]])[]): () => Promise<Outcome> {
  return async () => {
    for (const [command, ...args] of lines) {
      const { isOk, stdout, stderr } = await run(command, args);
      if (!isOk) return { isOk, findings: `${stdout}${stderr}` };
    }
    return { isOk: true };
  };
}

/** A step that found these faults, one a line. */
export function faults(lines: readonly string[]): Outcome {
  return lines.length === 0 ? { isOk: true } : { isOk: false, findings: lines.join('\n') };
}
