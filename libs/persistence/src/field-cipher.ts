import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError, invalidInput, unavailable } from '@psa-bridge/core';

export interface FieldCipherOptions {
  /** `id:base64` of 32 random bytes each, separated by commas: the active key and those that old values still need. */
  keys: string;
  /** The key that new values are encrypted with. */
  activeKeyId: string;
}

/** Encrypts single fields of documents with AES-256-GCM. */
export interface FieldCipher {
  /** `aad` says where the value belongs, see `fieldAad`: a value copied to another place cannot be read there. */
  encrypt(text: string, aad: string): string;
  /** @throws AppError `encryption_key_unknown` (kind unavailable, until the key is configured) or `ciphertext_invalid`. */
  decrypt(stored: string, aad: string): string;
  /** True for a value that was encrypted with another key than the active one. */
  needsRotation(stored: string): boolean;
}

const FORM = /^v1\.([\w-]{1,64})\.([\w-]{16})\.([\w-]{22})\.([\w-]*)$/;
const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;

/** Whether this is what `encrypt` made of something. */
export function isEncrypted(value: unknown): boolean {
  return typeof value === 'string' && FORM.test(value);
}

/** The place of a secret field, to be bound to its value. */
export function fieldAad(tenantId: string, path: string): string {
  return JSON.stringify([tenantId, path]);
}

/**
 * The stored form is `v1.<key id>.<iv>.<tag>.<data>`, the last three in base64url.
 * @throws AppError `invalid_encryption_keys`, which never shows a key.
 */
export function createFieldCipher({ keys, activeKeyId }: FieldCipherOptions): FieldCipher {
  const keyring = parseKeys(keys);
  const activeKey = keyring.get(activeKeyId);
  if (!activeKey) throw invalidKeys(`the active key ${activeKeyId} is not among them`);

  return {
    encrypt(text, aad) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, activeKey, iv).setAAD(bind(activeKeyId, aad));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return ['v1', activeKeyId, ...[iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join('.');
    },
    decrypt(stored, aad) {
      const { keyId, iv, tag, data } = parse(stored);
      const key = keyring.get(keyId);
      if (!key)
        throw unavailable('encryption_key_unknown', `The encryption key ${keyId} is not configured.`, { details: { keyId } });
      try {
        const decipher = createDecipheriv(ALGORITHM, key, iv).setAAD(bind(keyId, aad)).setAuthTag(tag);
        return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw invalidCiphertext(cause);
      }
    },
    needsRotation: (stored) => parse(stored).keyId !== activeKeyId,
  };
}

function bind(keyId: string, aad: string): Buffer {
  return Buffer.from(JSON.stringify(['v1', keyId, aad]));
}

function parse(stored: string): { keyId: string; iv: Buffer; tag: Buffer; data: Buffer } {
  const [, keyId, iv, tag, data] = FORM.exec(stored) ?? [];
  if (keyId === undefined || iv === undefined || tag === undefined || data === undefined) throw invalidCiphertext();
  const [ivBytes, tagBytes, dataBytes] = [iv, tag, data].map((part) => Buffer.from(part, 'base64url')) as [
    Buffer,
    Buffer,
    Buffer,
  ];
  // One text only stands for one value: the unused bits at the end of each part must be zero.
  if ([ivBytes, tagBytes, dataBytes].map((part) => part.toString('base64url')).join('.') !== [iv, tag, data].join('.'))
    throw invalidCiphertext();
  return { keyId, iv: ivBytes, tag: tagBytes, data: dataBytes };
}

function parseKeys(keys: string): ReadonlyMap<string, Buffer> {
  const keyring = new Map<string, Buffer>();
  for (const [at, entry] of keys.split(',').entries()) {
    const [, id, encoded] = /^\s*([\w-]{1,64}):([A-Za-z0-9+/=_-]+)\s*$/.exec(entry) ?? [];
    if (id === undefined || encoded === undefined) throw invalidKeys(`entry ${at + 1} is not of the form id:base64`);
    const key = Buffer.from(encoded, 'base64');
    if (key.length !== KEY_BYTES) throw invalidKeys(`the key ${id} has ${key.length} bytes instead of ${KEY_BYTES}`);
    if (keyring.has(id)) throw invalidKeys(`the key ${id} is given twice`);
    keyring.set(id, key);
  }
  return keyring;
}

function invalidKeys(problem: string): AppError {
  return invalidInput('invalid_encryption_keys', `The encryption keys are not usable: ${problem}.`);
}

function invalidCiphertext(cause?: unknown): AppError {
  return new AppError('An encrypted field was changed outside the platform or belongs elsewhere.', {
    code: 'ciphertext_invalid',
    kind: 'bug',
    ...(cause === undefined ? {} : { cause }),
  });
}
