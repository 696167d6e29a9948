/** What mappings need to know of the tenant's Autotask besides the row itself; read once per session and kept. */
export interface Lookups {
  /** ISO 3166-1 alpha-2 code by Autotask country id. */
  countryCodes: ReadonlyMap<number, string>;
  /** ISO 4217 code by Autotask currency id. */
  currencyCodes: ReadonlyMap<number, string>;
}
