import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkProtoBreaking } from './proto-breaking.ts';
import { createTemporaryRepository, type TemporaryRepository } from './temporary-repository.ts';

const CONFIGURATION = 'version: v2\nmodules:\n  - path: .\nbreaking:\n  use:\n    - FILE\n';
const contracts = (fields: string): Record<string, string> => ({
  'proto/buf.yaml': CONFIGURATION,
  'proto/a/v1/a.proto': `syntax = "proto3";\npackage a.v1;\nmessage Thing {\n${fields}\n}\n`,
});
const ONE = '  string name = 1;';
const TWO = '  string name = 1;\n  string colour = 2;';

describe('the check of the contracts against main', () => {
  let repository: TemporaryRepository;

  beforeEach(async () => {
    repository = await createTemporaryRepository();
  });
  afterEach(() => repository.remove());

  it('is left out, and says so, when no commit has contracts yet', async () => {
    await repository.write({ 'README.md': '# x\n' });
    await repository.commit('first');
    await repository.write(contracts(ONE));

    await expect(checkProtoBreaking(repository.root)).resolves.toMatchObject({
      isOk: true,
      note: expect.stringContaining('left out'),
    });
  });

  it('is left out, and says so, on the very first commit', async () => {
    await repository.write(contracts(ONE));
    await repository.commit('first');

    await expect(checkProtoBreaking(repository.root)).resolves.toMatchObject({
      isOk: true,
      note: expect.stringContaining('left out'),
    });
  });

  it('lets an added field through', async () => {
    await repository.write(contracts(ONE));
    await repository.commit('first');
    await repository.write(contracts(TWO));

    await expect(checkProtoBreaking(repository.root)).resolves.toMatchObject({
      isOk: true,
      note: expect.stringContaining('against'),
    });
  });

  it('reports a removed field before it is committed', async () => {
    await repository.write(contracts(TWO));
    await repository.commit('first');
    await repository.write(contracts(ONE));

    const outcome = await checkProtoBreaking(repository.root);

    expect(outcome).toMatchObject({ isOk: false, findings: expect.stringContaining('"2"') });
  });

  it('reports a removed field on a fresh clone of main that contains the removal, whatever came after it', async () => {
    await repository.write(contracts(TWO));
    await repository.commit('first');
    await repository.write(contracts(ONE));
    await repository.commit('remove colour');
    await repository.write({ 'README.md': '# x\n' });
    await repository.commit('docs');

    await expect(checkProtoBreaking(repository.root)).resolves.toMatchObject({ isOk: false });
  });
});
