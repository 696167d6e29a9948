import fc from 'fast-check';

/** Any value of a field, for properties of mappings. */

export const trimmed = (max: number): fc.Arbitrary<string> =>
  fc
    .string({ minLength: 1, maxLength: max })
    .map((text) => text.trim())
    .filter((text) => text !== '');

export const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

export const money = fc.integer({ min: 0, max: 99_999_999 }).map((cents) => (cents / 100).toFixed(2));
