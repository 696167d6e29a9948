import { identityAction } from '../domain/audit/identity-action.ts';
import { isRotationDue, publishedKeys, withKey, type PublicJwk } from '../domain/keyring.ts';
import { KEYRING_ID, PLATFORM, type Deps } from '../ports.ts';

type RotateDeps = Pick<Deps, 'keyrings' | 'clock' | 'logger' | 'keyFactory' | 'rotateKeysEveryMs'>;

/** Makes the first signing key, and a new one when the newest has signed for long enough; the old one stays published. */
export function makeRotateSigningKey({ keyrings, clock, logger, keyFactory, rotateKeysEveryMs }: RotateDeps) {
  const stored = keyrings.forTenant(PLATFORM);

  return async (): Promise<void> => {
    const now = clock.now();
    const ring = await stored.get(KEYRING_ID);
    if (ring && !isRotationDue(ring.keys, now, rotateKeysEveryMs)) return;
    const key = await keyFactory.create();
    const after = await stored.mutate(KEYRING_ID, (current) => {
      const keys = current?.keys ?? [];
      if (!isRotationDue(keys, now, rotateKeysEveryMs)) return undefined;
      const outbox = [identityAction({ kind: 'signing_key.made', tenantId: PLATFORM, id: key.kid, at: now })];
      return { ...current, _id: KEYRING_ID, tenantId: PLATFORM, keys: withKey(keys, key, now), outbox };
    });
    if (after?.keys.at(-1)?.kid === key.kid) logger.info({ kid: key.kid }, 'signing_key_made');
  };
}

/** The public halves that verifiers need, as a JSON Web Key Set (RFC 7517). */
export function makePublishKeys({ keyrings, clock }: Pick<Deps, 'keyrings' | 'clock'>) {
  return async (): Promise<{ keys: PublicJwk[] }> => {
    const ring = await keyrings.forTenant(PLATFORM).get(KEYRING_ID);
    return { keys: publishedKeys(ring?.keys ?? [], clock.now()).map((key) => key.publicJwk) };
  };
}
