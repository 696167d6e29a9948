// node tools/new-connector.mjs NAME: the beginning of a connector in services/NAME-connector. Runs on whatever Node the machine has.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

function run(node, ...args) {
  const { status } = spawnSync(node, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

run(process.execPath, 'tools/bootstrap.mjs');
run(path.join(ROOT, 'node_modules', '.bin', 'node'), 'tools/new-connector/main.ts', ...process.argv.slice(2));
