import type { FieldCipher } from './field-cipher.ts';
import type { Collection, Draft, Stored } from './port.ts';

/** Gives a stored secret back, encrypted with the active key; the second argument says where it belongs (see `fieldAad`). */
export type Renew = (stored: string, aad: string) => string;

export interface RotateFieldsOptions<Doc extends Stored> {
  collection: Collection<Doc>;
  cipher: FieldCipher;
  /** The document with each of its secrets passed through `renew`. */
  renewed: (doc: Doc, renew: Renew) => Draft<Doc>;
}

const PAGE = 200;

/**
 * Encrypts every secret of the collection anew that has another key than the active one; answers how many documents changed.
 * Safe to repeat, and while others write.
 *
 * @throws AppError `encryption_key_unknown`, `ciphertext_invalid`: what was done until then stays.
 */
export async function rotateFields<Doc extends Stored>(options: RotateFieldsOptions<Doc>): Promise<number> {
  const all = options.collection.acrossTenants('keys belong to the platform');
  let changed = 0;
  for await (const page of all.pages({}, { sort: { _id: 1 }, pageSize: PAGE })) {
    const ids = page.filter((doc) => rotated(doc, options) !== undefined).map((doc) => doc._id);
    await all.mutateMany(ids, (_, current) => (current ? rotated(current, options) : undefined));
    changed += ids.length;
  }
  return changed;
}

/** Undefined where every secret has the active key already. */
function rotated<Doc extends Stored>(doc: Doc, { cipher, renewed }: RotateFieldsOptions<Doc>): Draft<Doc> | undefined {
  let isStale = false;
  const next = renewed(doc, (stored, aad) => {
    if (!cipher.needsRotation(stored)) return stored;
    isStale = true;
    return cipher.encrypt(cipher.decrypt(stored, aad), aad);
  });
  return isStale ? next : undefined;
}
