export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Text as it is, and anything else as JSON writes it. */
export function jsonText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
