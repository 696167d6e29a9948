import { execFile } from 'node:child_process';
import type { Finding } from './choose-backend.ts';

/** Runs a command and answers what it printed, or undefined when it is missing, fails or takes longer than `timeoutMs`. */
export type RunCommand = (command: string, args: readonly string[], timeoutMs: number) => Promise<string | undefined>;

export const runCommand: RunCommand = (command, args, timeoutMs) =>
  new Promise((resolve) => {
    execFile(command, args, { timeout: timeoutMs, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      resolve(error ? undefined : `${stdout}${stderr}`);
    });
  });

const ENGINE_LIMIT_MS = 5_000;
const IMAGE_LIMIT_MS = 10_000;
const VERSION_LIMIT_MS = 30_000;

/** Usable when an engine answers and every image is there or its registry offers it; never takes longer than the limits above. */
export async function probeDocker(images: readonly string[], run: RunCommand = runCommand): Promise<Finding> {
  const engine = await run('docker', ['version', '--format', '{{.Server.Version}}'], ENGINE_LIMIT_MS);
  if (engine === undefined) return { isUsable: false, fact: 'no Docker engine answers' };
  const missing = (await Promise.all(images.map(async (image) => ((await canHave(image, run)) ? [] : [image])))).flat();
  if (missing.length > 0) return { isUsable: false, fact: `Docker cannot get ${missing.join(', ')}` };
  return { isUsable: true, fact: `engine ${engine.trim()}` };
}

async function canHave(image: string, run: RunCommand): Promise<boolean> {
  if ((await run('docker', ['image', 'inspect', image], ENGINE_LIMIT_MS)) !== undefined) return true;
  return (await run('docker', ['manifest', 'inspect', image], IMAGE_LIMIT_MS)) !== undefined;
}

/** Usable with a JDK 17 or newer and Maven; a JRE alone cannot compile the launcher. */
export async function probeJava(run: RunCommand = runCommand): Promise<Finding> {
  const compiler = await run('javac', ['-version'], VERSION_LIMIT_MS);
  const version = Number(/javac (\d+)/.exec(compiler ?? '')?.[1] ?? 0);
  if (version < 17)
    return { isUsable: false, fact: version === 0 ? 'no Java development kit is installed' : `Java ${version} is older than 17` };
  if ((await run('mvn', ['-version'], VERSION_LIMIT_MS)) === undefined)
    return { isUsable: false, fact: 'Maven is not installed' };
  return { isUsable: true, fact: `JDK ${version} and Maven` };
}
