import { isEncrypted } from '@psa-bridge/persistence';

const SECRET = /hash(es)?$/i;

/** A document as it is given out: hashes of secrets and what is encrypted are of use to nobody but whoever wants to get in. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => !SECRET.test(name) && !isEncrypted(inner))
      .map(([name, inner]) => [name, withoutSecrets(inner)]),
  );
}
