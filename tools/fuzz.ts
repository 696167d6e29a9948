// npm run fuzz [-- ROUNDS]: every test file that has a property, ROUNDS times (10), each with cases that were not tried before.
// Ends with the first round that fails, and says how to repeat it.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
/** All that tests get of fast-check goes through this file, so what depends on it has a property. */
const SEEDED = 'tools/test-run/seeded-fast-check.mjs';

const rounds = Number(process.argv[2] ?? 10);
if (!Number.isSafeInteger(rounds) || rounds < 1) {
  console.error('Say how many rounds, from 1: npm run fuzz -- 10');
  process.exitCode = 2;
} else {
  process.exitCode = await play(rounds);
}

async function play(left: number): Promise<number> {
  for (let round = 1; round <= left; round++) {
    const seed = String(randomInt(1, 2 ** 31));
    console.log(`Round ${round} of ${left}: PROPERTY_SEED=${seed}`);
    const code = await testsWith(seed);
    if (code === 0) continue;
    console.error(`A property failed. Repeat it: PROPERTY_SEED=${seed} npm test -- THE-FILE-NAMED-ABOVE`);
    return code;
  }
  return 0;
}

/** Resolves with the exit code of the tests. */
async function testsWith(seed: string): Promise<number> {
  const args = [path.join(ROOT, 'tools', 'test.ts'), '--findRelatedTests', SEEDED];
  const env = { ...process.env, PROPERTY_SEED: seed };
  const [code] = (await once(spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env }), 'exit')) as [number | null];
  return code ?? 1;
}
