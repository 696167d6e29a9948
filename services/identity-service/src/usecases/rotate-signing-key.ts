import { isRotationDue, publishedKeys, withKey } from '../domain/keyring.ts';
import { KEYRING_ID, PLATFORM, type Deps, type KeyFactory } from '../ports.ts';

type RotateDeps = Pick<Deps, 'keyrings' | 'clock' | 'log'> & { keyFactory: KeyFactory; rotateEveryMs: number };

/** Makes the first signing key, and a new one when the newest has signed for long enough; the old one stays published. */
export function makeRotateSigningKey({ keyrings, clock, log, keyFactory, rotateEveryMs }: RotateDeps) {
  const stored = keyrings.forTenant(PLATFORM);

  return async (): Promise<void> => {
    const now = clock.now();
    const ring = await stored.get(KEYRING_ID);
    if (ring && !isRotationDue(ring.keys, now, rotateEveryMs)) return;
    const key = await keyFactory.create();
    const after = await stored.mutate(KEYRING_ID, (current) => {
      const keys = current?.keys ?? [];
      if (!isRotationDue(keys, now, rotateEveryMs)) return undefined;
      return { ...current, _id: KEYRING_ID, tenantId: PLATFORM, keys: withKey(keys, key, now) };
    });
    if (after?.keys.at(-1)?.kid === key.kid) log.info({ kid: key.kid }, 'signing_key_made');
  };
}

/** The public halves that verifiers need, as a JSON Web Key Set (RFC 7517). */
export function makePublishKeys({ keyrings, clock }: Pick<Deps, 'keyrings' | 'clock'>) {
  return async (): Promise<{ keys: Readonly<Record<string, unknown>>[] }> => {
    const ring = await keyrings.forTenant(PLATFORM).get(KEYRING_ID);
    return { keys: publishedKeys(ring?.keys ?? [], clock.now()).map((key) => key.publicJwk) };
  };
}
