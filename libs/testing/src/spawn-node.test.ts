import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnNode } from './spawn-node.ts';

describe('a spawned Node process', () => {
  let folder = '';
  const script = async (name: string, source: string): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, source);
    return file;
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'spawn-node-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is waited for by a line that it prints, and killed', async () => {
    const node = await spawnNode({
      script: await script('stay.mjs', 'console.log(`ready ${process.env.NAME}`); setInterval(() => {}, 1000);'),
      env: { NAME: 'x' },
    });

    const line = await node.waitForLine(/^ready/);
    const exit = await node.kill();

    expect(line).toBe('ready x');
    expect(exit).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('finds a line that came before it was asked for, on either stream', async () => {
    const node = await spawnNode({ script: await script('both.mjs', 'console.error("to stderr"); console.log("to stdout");') });

    await expect(node.exited).resolves.toEqual({ code: 0, signal: null });
    await expect(node.waitForLine(/stderr/)).resolves.toBe('to stderr');
    expect([...node.output].sort()).toEqual(['to stderr', 'to stdout']);
  });

  it('says what was printed when it ended without the line', async () => {
    const node = await spawnNode({ script: await script('short.mjs', 'console.log("something else"); process.exitCode = 3;') });

    await expect(node.waitForLine(/never/)).rejects.toThrow(/the process ended\nsomething else/);
    await expect(node.exited).resolves.toEqual({ code: 3, signal: null });
  });

  it('gives up on a line after the time it was given', async () => {
    const node = await spawnNode({ script: await script('silent.mjs', 'setInterval(() => {}, 1000);') });

    await expect(node.waitForLine(/never/, 50)).rejects.toThrow('50 ms are over');
    await node.kill('SIGTERM');
  });
});
