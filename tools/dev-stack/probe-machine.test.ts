import { describe, expect, it } from '@jest/globals';
import { probeDocker, probeJava, runCommand, type RunCommand } from './probe-machine.ts';

const IMAGES = ['kafka:1', 'mongo:1'];

/** A machine on which exactly these command lines work, with what they print. */
function machine(works: Readonly<Record<string, string>>): RunCommand {
  return (command, args) => Promise.resolve(works[[command, ...args].join(' ')]);
}

const ENGINE = { 'docker version --format {{.Server.Version}}': '28.1.0\n' };

describe('the look for Docker', () => {
  it('finds an engine that has every image', async () => {
    const run = machine({ ...ENGINE, 'docker image inspect kafka:1': '[]', 'docker image inspect mongo:1': '[]' });

    await expect(probeDocker(IMAGES, run)).resolves.toEqual({ isUsable: true, fact: 'engine 28.1.0' });
  });

  it('finds an engine whose registry offers what is not there yet', async () => {
    const run = machine({ ...ENGINE, 'docker image inspect kafka:1': '[]', 'docker manifest inspect mongo:1': '{}' });

    await expect(probeDocker(IMAGES, run)).resolves.toMatchObject({ isUsable: true });
  });

  it('names the images that cannot be had', async () => {
    const run = machine({ ...ENGINE, 'docker image inspect kafka:1': '[]' });

    await expect(probeDocker(IMAGES, run)).resolves.toEqual({ isUsable: false, fact: 'Docker cannot get mongo:1' });
  });

  it('says that no engine answers when only the client is installed', async () => {
    await expect(probeDocker(IMAGES, machine({}))).resolves.toEqual({ isUsable: false, fact: 'no Docker engine answers' });
  });
});

describe('the look for Java', () => {
  it.each([
    [{ 'javac -version': 'javac 17.0.15\n', 'mvn -version': 'Apache Maven 3.8.7' }, true, 'JDK 17 and Maven'],
    [{ 'javac -version': 'javac 21\n', 'mvn -version': 'Apache Maven 3.9' }, true, 'JDK 21 and Maven'],
    [{ 'javac -version': 'javac 11.0.2\n', 'mvn -version': 'Apache Maven 3.9' }, false, 'Java 11 is older than 17'],
    [{ 'mvn -version': 'Apache Maven 3.9' }, false, 'no Java development kit is installed'],
    [{ 'javac -version': 'javac 17.0.15\n' }, false, 'Maven is not installed'],
  ])('on a machine with %o answers %s', async (works, isUsable, fact) => {
    await expect(probeJava(machine(works))).resolves.toEqual({ isUsable, fact });
  });
});

/** A bound against hanging, not a measure. */
const PATIENCE_MS = 90_000;

describe('a command of the look', () => {
  it('answers what it printed', async () => {
    await expect(runCommand(process.execPath, ['-p', '6*7'], PATIENCE_MS)).resolves.toBe('42\n');
  });

  it('counts as missing when it does not exist, fails or takes too long', async () => {
    const answers = await Promise.all([
      runCommand('no-such-command-anywhere', [], PATIENCE_MS),
      runCommand(process.execPath, ['-e', 'process.exit(3)'], PATIENCE_MS),
      runCommand(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], 300),
    ]);

    expect(answers).toEqual([undefined, undefined, undefined]);
  });
});
