import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** What `.ci/install-tools` installs, from `requirements.txt`. */
const TOOL = 'schemathesis-4.32.5';

/** The program of the foreign client. @throws Error with the cure where it is not installed */
export async function findTool(): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
  const program = path.join(cache, 'psa-bridge', TOOL, 'bin', 'schemathesis');
  try {
    await access(program);
  } catch {
    throw new Error(`${TOOL} is not installed. Run .ci/install-tools, which needs python3 and PyPI.`);
  }
  return program;
}
