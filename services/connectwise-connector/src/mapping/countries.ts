import type { CwListEntry } from '../client/types.ts';

const NAMES = new Intl.DisplayNames(['en'], { type: 'region' });
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Every code that has a name of its own, by that name. */
const CODES = new Map(
  LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).flatMap((code) => {
    const name = NAMES.of(code);
    return name === undefined || name === code ? [] : [[name.toLowerCase(), code] as const];
  }),
);

/** ISO 3166-1 alpha-2 code by country id: a tenant names its countries as it likes, mostly in English. */
export function countryCodes(countries: readonly Pick<CwListEntry, 'id' | 'name' | 'identifier'>[]): ReadonlyMap<number, string> {
  return new Map(
    countries.flatMap(({ id, name, identifier }) => {
      const code = codeOf(identifier) ?? CODES.get(name?.trim().toLowerCase() ?? '');
      return code === undefined ? [] : [[id, code] as const];
    }),
  );
}

function codeOf(identifier: string | null | undefined): string | undefined {
  const text = identifier?.trim().toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(text) && NAMES.of(text) !== text ? text : undefined;
}
