import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';

/** The keys that callbacks are signed with, each under an id in `key_url`. */
export interface CallbackKeys {
  current(): { id: string; key: string };
  find(id: string): string | undefined;
  /** Signs with a new one from now on; older ones can still be fetched. */
  rotate(): void;
}

export function createCallbackKeys(): CallbackKeys {
  const keys = new Map<string, string>();
  let current = make();

  function make(): { id: string; key: string } {
    const made = { id: randomUUID(), key: randomBytes(32).toString('hex') };
    keys.set(made.id, made.key);
    return made;
  }

  return {
    current: () => current,
    find: (id) => keys.get(id),
    rotate() {
      current = make();
    },
  };
}

/** base64 of HMAC-SHA256 with the SHA-256 of the signing key as key (connectwise.md 10, Verification). */
export function sign(signingKey: string, body: string): string {
  const key = createHash('sha256').update(signingKey, 'utf8').digest();
  return createHmac('sha256', key).update(body, 'utf8').digest('base64');
}
