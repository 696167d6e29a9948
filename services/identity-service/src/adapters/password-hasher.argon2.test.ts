import { describe, expect, it } from '@jest/globals';
import { createArgon2Hasher, DEFAULT_COST } from './password-hasher.argon2.ts';

const CHEAP = { memory: 64, passes: 1, parallelism: 1 };
const hasher = createArgon2Hasher(CHEAP);

describe('the argon2id hasher', () => {
  it('knows the right password from a wrong one', async () => {
    const hash = await hasher.hash('correct horse demo');

    await expect(hasher.verify('correct horse demo', hash)).resolves.toEqual({ isRight: true, isOutdated: false });
    await expect(hasher.verify('correct horse dem0', hash)).resolves.toEqual({ isRight: false, isOutdated: false });
  });

  it('stores parameters and a salt of its own with each hash, never the password', async () => {
    const [one, two] = await Promise.all([hasher.hash('correct horse demo'), hasher.hash('correct horse demo')]);

    expect(one).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
    expect(one).not.toContain('horse');
  });

  it('verifies a hash of earlier parameters and says that it is outdated', async () => {
    const earlier = await createArgon2Hasher({ ...CHEAP, memory: 128 }).hash('correct horse demo');

    await expect(hasher.verify('correct horse demo', earlier)).resolves.toEqual({ isRight: true, isOutdated: true });
  });

  it('verifies a hash that another implementation made', async () => {
    // The reference implementation's own test vector for argon2id, version 19: password "password", salt "somesalt".
    const vector = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';

    await expect(hasher.verify('password', vector)).resolves.toMatchObject({ isRight: true });
  });

  it('nothing is right for a user who does not exist', async () => {
    await expect(hasher.verify('', undefined)).resolves.toEqual({ isRight: false, isOutdated: false });
  });

  it('the same letters typed on another keyboard are the same password', async () => {
    const hash = await hasher.hash('Caf\u00e9 demo password');

    await expect(hasher.verify('Cafe\u0301 demo password', hash)).resolves.toMatchObject({ isRight: true });
  });

  it('works with the parameters of production', async () => {
    const real = createArgon2Hasher();

    const hash = await real.hash('correct horse demo');

    expect(hash).toContain(`m=${DEFAULT_COST.memory},t=${DEFAULT_COST.passes},p=${DEFAULT_COST.parallelism}`);
    await expect(real.verify('correct horse demo', hash)).resolves.toMatchObject({ isRight: true });
  });
});
