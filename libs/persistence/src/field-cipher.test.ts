import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import fc from 'fast-check';
import { createFieldCipher, fieldAad } from './field-cipher.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Stored } from './port.ts';
import { rotateFields, type RotateFieldsOptions } from './rotate-fields.ts';

const KEY_A = `a:${randomBytes(32).toString('base64')}`;
const KEY_B = `b:${randomBytes(32).toString('base64')}`;
const before = createFieldCipher({ keys: KEY_A, activeKeyId: 'a' });
const after = createFieldCipher({ keys: `${KEY_A}, ${KEY_B}`, activeKeyId: 'b' });

describe('field cipher', () => {
  it('gives back any text at its place, never stores the same form twice, and shows nothing of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string(), fc.string(), (text, tenantId, path) => {
        const aad = fieldAad(tenantId, path);

        const [one, two] = [before.encrypt(text, aad), before.encrypt(text, aad)];

        expect(before.decrypt(one, aad)).toBe(text.toWellFormed());
        expect(after.decrypt(two, aad)).toBe(text.toWellFormed());
        expect(one).not.toBe(two);
        expect(one).toMatch(/^v1\.a\.[\w-]{16}\.[\w-]{22}\.[\w-]*$/);
      }),
    );
  });

  it('refuses a value of which one character was changed, anywhere', () => {
    const aad = fieldAad('tenant', 'credentials.secret');
    const alphabet = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.');

    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.nat(), alphabet, (text, position, character) => {
        const stored = before.encrypt(text, aad);
        const at = position % stored.length;
        const changed = stored.slice(0, at) + character + stored.slice(at + 1);
        fc.pre(changed !== stored);

        expect(() => before.decrypt(changed, aad)).toThrow(
          expect.objectContaining({ code: expect.stringMatching(/^(ciphertext_invalid|encryption_key_unknown)$/) }),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a value that was cut short, and one that was never encrypted', () => {
    const aad = fieldAad('tenant', 'secret');
    const stored = before.encrypt('text', aad);

    for (let length = 0; length < stored.length; length++) {
      expect(() => before.decrypt(stored.slice(0, length), aad)).toThrow(
        expect.objectContaining({ code: 'ciphertext_invalid', kind: 'bug' }),
      );
    }
    expect(() => before.needsRotation('plain text')).toThrow(expect.objectContaining({ code: 'ciphertext_invalid' }));
  });

  it("refuses another tenant's value and another field's", () => {
    const stored = before.encrypt('secret', fieldAad('one', 'password'));

    for (const aad of [fieldAad('two', 'password'), fieldAad('one', 'other')]) {
      expect(() => before.decrypt(stored, aad)).toThrow(expect.objectContaining({ code: 'ciphertext_invalid' }));
    }
  });

  it('names the key that is not configured', () => {
    const stored = after.encrypt('secret', 'aad');

    expect(() => before.decrypt(stored, 'aad')).toThrow(
      expect.objectContaining({ code: 'encryption_key_unknown', kind: 'unavailable', details: { keyId: 'b' } }),
    );
  });

  it.each([
    ['', 'a'],
    ['a:short', 'a'],
    [`${KEY_A},${KEY_A}`, 'a'],
    [KEY_A, 'b'],
    [KEY_A.slice(2), 'a'],
  ])('refuses unusable keys without showing them (%#)', (keys, activeKeyId) => {
    const secret = KEY_A.slice(2);

    expect(() => createFieldCipher({ keys, activeKeyId })).toThrow(
      expect.objectContaining({ code: 'invalid_encryption_keys', message: expect.not.stringContaining(secret) }),
    );
  });
});

describe('rotateFields', () => {
  interface Connection extends Stored {
    readonly label: string;
    readonly credentials: { readonly user: string; readonly password?: string };
  }

  it('encrypts anew what has an old key, once, and leaves everything else as it is', async () => {
    const clock = createManualClock();
    const collection = createMemoryStore({ clock }).collection<Connection>({ name: 'connections', writer: 'tests' });
    const aad = (tenantId: string): string => fieldAad(tenantId, 'credentials.password');
    const old = (_id: string, tenantId: string) => ({
      _id,
      tenantId,
      label: _id,
      credentials: { user: 'u', password: before.encrypt(`secret of ${_id}`, aad(tenantId)) },
    });
    await collection.forTenant('one').insertMany([old('a', 'one'), old('b', 'one')]);
    await collection.forTenant('two').insertMany([old('c', 'two')]);
    await collection.forTenant('two').insert({
      _id: 'new',
      tenantId: 'two',
      label: 'new',
      credentials: { user: 'u', password: after.encrypt('n', aad('two')) },
    });
    await collection.forTenant('two').insert({ _id: 'none', tenantId: 'two', label: 'none', credentials: { user: 'u' } });

    const rotation: RotateFieldsOptions<Connection> = {
      collection,
      cipher: after,
      renewed: ({ credentials: { password, ...rest }, ...doc }, renew) => ({
        ...doc,
        credentials: { ...rest, ...(password ? { password: renew(password, aad(doc.tenantId)) } : {}) },
      }),
    };
    const counts = [await rotateFields(rotation), await rotateFields(rotation)];

    expect(counts).toEqual([3, 0]);
    const [c] = await collection.forTenant('two').getMany(['c']);
    expect(after.needsRotation(c?.credentials.password ?? '')).toBe(false);
    expect(after.decrypt(c?.credentials.password ?? '', aad('two'))).toBe('secret of c');
    expect(c).toMatchObject({ label: 'c', credentials: { user: 'u' } });
    expect(await collection.forTenant('two').getMany(['new', 'none'])).toEqual([
      expect.objectContaining({ version: 1 }),
      expect.objectContaining({ version: 1 }),
    ]);
  });
});
