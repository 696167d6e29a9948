/** Reading what an address says: whatever makes no sense is left out, so that an old link still opens the page. */
export type RawAddress = Readonly<Record<string, unknown>>;

const LONGEST = 200;

/** A part of the address as it is to be; undefined takes it away. */
export type ChangeOf<Search> = { [Name in keyof Search]?: Search[Name] | undefined };
/** `replace`: going back does not lead to the address before. */
export type ChangeAddress<Search> = (change: ChangeOf<Search>, how?: { replace?: boolean }) => void;

export function textOf<Name extends string>(raw: RawAddress, name: Name): Partial<Record<Name, string>> {
  const value = raw[name];
  if (typeof value !== 'string' && typeof value !== 'number') return {};
  const text = String(value).trim().slice(0, LONGEST);
  return (text === '' ? {} : { [name]: text }) as Partial<Record<Name, string>>;
}

/** One of what is known. */
export function oneOf<Name extends string, const Value extends string>(
  raw: RawAddress,
  name: Name,
  known: readonly Value[],
): Partial<Record<Name, Value>> {
  const found = known.find((value) => value === raw[name]);
  return (found === undefined ? {} : { [name]: found }) as Partial<Record<Name, Value>>;
}

/** Several of what is known, with commas between. */
export function listOf<Name extends string>(
  raw: RawAddress,
  name: Name,
  known: readonly string[],
): Partial<Record<Name, string>> {
  const value = raw[name];
  if (typeof value !== 'string') return {};
  const found = value.split(',').filter((part) => known.includes(part));
  return (found.length === 0 ? {} : { [name]: found.join(',') }) as Partial<Record<Name, string>>;
}

/** What is not said does not stand in the address. */
export function changed<Search extends object>(search: Search, change: ChangeOf<Search>): Search {
  const all = Object.entries({ ...search, ...change });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== '')) as Search;
}
