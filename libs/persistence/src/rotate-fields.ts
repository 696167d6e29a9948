import { valueAt } from './document.ts';
import { fieldAad, type FieldCipher } from './field-cipher.ts';
import type { Collection, Draft, Stored } from './port.ts';

export interface RotateFieldsOptions<Doc extends Stored> {
  collection: Collection<Doc>;
  cipher: FieldCipher;
  /** Dotted paths of the encrypted fields. */
  paths: readonly string[];
  /** Where a value belongs, as given when it was encrypted; `fieldAad` of tenant and path unless told. */
  aadOf?: (doc: Doc, path: string) => string;
}

const PAGE = 200;

/**
 * Encrypts every field of the collection anew that has another key than the active one; answers how many documents changed.
 * Safe to repeat, and while others write.
 *
 * @throws AppError `encryption_key_unknown`, `ciphertext_invalid`: what was done until then stays.
 */
export async function rotateFields<Doc extends Stored>(options: RotateFieldsOptions<Doc>): Promise<number> {
  const all = options.collection.acrossTenants('keys belong to the platform');
  const stale = (doc: Doc): boolean => options.paths.some((path) => isStale(options.cipher, valueAt(doc, path)));
  let changed = 0;
  for await (const page of all.pages({}, { sort: { _id: 1 }, pageSize: PAGE })) {
    const ids = page.filter(stale).map((doc) => doc._id);
    await all.mutateMany(ids, (_, current) => (current && stale(current) ? rotateDocument(current, options) : undefined));
    changed += ids.length;
  }
  return changed;
}

function rotateDocument<Doc extends Stored>(doc: Doc, { cipher, paths, aadOf = placeOf }: RotateFieldsOptions<Doc>): Draft<Doc> {
  return paths.reduce<Doc>((current, path) => {
    const value = valueAt(current, path);
    if (!isStale(cipher, value)) return current;
    const aad = aadOf(current, path);
    return set(current, path.split('.'), cipher.encrypt(cipher.decrypt(value, aad), aad));
  }, doc);
}

function placeOf(doc: Stored, path: string): string {
  return fieldAad(doc.tenantId, path);
}

function isStale(cipher: FieldCipher, value: unknown): value is string {
  return typeof value === 'string' && cipher.needsRotation(value);
}

function set<Value>(value: Value, [name = '', ...rest]: readonly string[], text: string): Value {
  const inner = (value as Readonly<Record<string, unknown>>)[name];
  return { ...value, [name]: rest.length === 0 ? text : set(inner, rest, text) };
}
