import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { waitUntil } from './ports.ts';

const START_LIMIT_MS = 90_000;
const STOP_LIMIT_MS = 10_000;
const LOG_LINES_SHOWN = 20;

export interface JavaServerOptions {
  name: string;
  /** Arguments of `java`, from the heap size to those of the launcher. */
  args: readonly string[];
  logFile: string;
  isReady: () => Promise<boolean>;
}

export interface JavaServer {
  start(): Promise<void>;
  /** As a power cut: no shutdown hook runs. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** A Java server whose standard input is the leash: when this process ends, however it ends, the pipe closes and the server exits. */
export function createJavaServer({ name, args, logFile, isReady }: JavaServerOptions): JavaServer {
  let child: ChildProcess | undefined;

  const hasEnded = (process: ChildProcess): boolean => process.exitCode !== null || process.signalCode !== null;

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    child = undefined;
    if (ending === undefined || hasEnded(ending)) return;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    const harder = setTimeout(() => ending.kill('SIGKILL'), STOP_LIMIT_MS);
    await exited;
    clearTimeout(harder);
  }

  return {
    async start() {
      const log = openSync(logFile, 'a');
      // Its own process group: Ctrl+C in a terminal reaches this process alone, which stops the servers after their users.
      const started = spawn('java', args, { stdio: ['pipe', log, log], detached: true });
      closeSync(log);
      child = started;
      let failure: string | undefined;
      started.once('error', (error) => (failure = error.message));
      // A write to the leash of a dead server is of no interest.
      started.stdin?.on('error', () => undefined);
      const giveUp = (): string | undefined =>
        failure ?? (hasEnded(started) ? `it ended with ${started.exitCode ?? started.signalCode}` : undefined);
      try {
        await waitUntil(isReady, { timeoutMs: START_LIMIT_MS, giveUp });
      } catch (error) {
        await end('SIGKILL');
        throw new Error(`${name} did not start: ${(error as Error).message}\n${await tail(logFile)}`, { cause: error });
      }
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

async function tail(file: string): Promise<string> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.slice(-LOG_LINES_SHOWN).join('\n');
}
