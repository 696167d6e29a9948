import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface SpawnOptions {
  /** Path of the script. */
  script: string;
  args?: readonly string[];
  /** Added to this process's environment. */
  env?: Readonly<Record<string, string>>;
  /** Flags of Node itself, such as `--import`. */
  nodeArgs?: readonly string[];
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface SpawnedNode {
  pid: number;
  /** Lines of standard output and standard error so far, in the order they came. */
  output: readonly string[];
  /** The first line, past or to come, that matches. Rejects with all output when the time is over or the process ended without it. */
  waitForLine(pattern: RegExp, timeoutMs?: number): Promise<string>;
  /** Ends this process by its id and resolves when it is gone. Without a signal it is killed as by a power cut. */
  kill(signal?: NodeJS.Signals): Promise<Exit>;
  exited: Promise<Exit>;
}

/** Runs a script in a Node process of its own, for tests that kill it at a chosen moment. */
export async function spawnNode({ script, args = [], env = {}, nodeArgs = [] }: SpawnOptions): Promise<SpawnedNode> {
  const child = spawn(process.execPath, [...nodeArgs, script, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await once(child, 'spawn');
  const output: string[] = [];
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of [...watchers]) watcher();
  };

  let isOver = false;
  const exited = once(child, 'close').then(([code, signal]): Exit => {
    isOver = true;
    changed();
    return { code: code as Exit['code'], signal: signal as Exit['signal'] };
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      output.push(line);
      changed();
    });
  }

  return {
    pid: child.pid ?? 0,
    output,
    exited,
    kill(signal = 'SIGKILL') {
      child.kill(signal);
      return exited;
    },
    waitForLine(pattern, timeoutMs = 60_000) {
      return new Promise((resolve, reject) => {
        const fail = (why: string): void =>
          settle(() => reject(new Error(`${script}: no line like ${String(pattern)}: ${why}\n${output.join('\n')}`)));
        const timer = setTimeout(() => fail(`${timeoutMs} ms are over`), timeoutMs);
        const look = (): void => {
          const found = output.find((line) => pattern.test(line));
          if (found !== undefined) settle(() => resolve(found));
          else if (isOver) fail('the process ended');
        };
        const settle = (end: () => void): void => {
          clearTimeout(timer);
          watchers.delete(look);
          end();
        };
        watchers.add(look);
        look();
      });
    },
  };
}
