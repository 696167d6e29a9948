import { describe, expect, it } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { START } from './production-folder.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const text = await readFile(path.join(ROOT, 'Dockerfile'), 'utf8');

/** Each instruction on one line, comments left out. */
const instructions = text
  .replaceAll(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const last = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM')));
const argumentsOf = (name: string): string[] =>
  last.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

describe('the Dockerfile', () => {
  it('has no fault that a checker of Dockerfiles knows', () => {
    expect(validate(text).map(({ message, range }) => [range.start.line + 1, message])).toEqual([]);
  });

  it('starts Node itself, without a shell, as the production folder is meant to be started', () => {
    expect(argumentsOf('ENTRYPOINT').map((line) => JSON.parse(line) as unknown)).toEqual([['/nodejs/bin/node', ...START]]);
    expect(argumentsOf('RUN')).toEqual([]);
    expect(argumentsOf('CMD')).toEqual([]);
  });

  it('runs as somebody by number who owns nothing, so that a cluster can tell that it is not root', () => {
    expect(argumentsOf('USER')).toEqual(['65532:65532']);
    expect(argumentsOf('COPY')).toEqual(['--from=folder /app /app']);
  });

  it('says what it is, of which version and made from what', () => {
    for (const label of ['title', 'description', 'version', 'revision', 'base.name'])
      expect(argumentsOf('LABEL')[0]).toContain(`org.opencontainers.image.${label}=`);
  });

  it('names the version of each image that it is made from', () => {
    const images = [...text.matchAll(/^ARG \w+_IMAGE=(\S+)$/gm)].map(([, image]) => image);

    expect(images).toHaveLength(2);
    for (const image of images) expect(image).toMatch(/^[^:]*(\d[^:]*|):(?!latest)\S+$/);
  });

  it('is given the Node that the services are tested with', async () => {
    const manifest = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as {
      devDependencies: Readonly<Record<string, string>>;
    };

    expect(text).toContain(`node:${manifest.devDependencies['node']}-`);
    expect(text).toContain(`nodejs${manifest.devDependencies['node']?.split('.')[0]}-`);
  });
});
