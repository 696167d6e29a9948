/** What a catalogue says of a manufacturer's part number. */
export interface CatalogueEntry {
  name?: string | undefined;
  manufacturer?: string | undefined;
  description?: string | undefined;
  /** Recommended retail price, a decimal number as text. */
  msrp?: string | undefined;
}

/** Where imported products are completed from (AT-33). */
export interface ProductCatalogue {
  /** What is known, by part number as it was asked for; a part number that the catalogue does not have is absent. */
  lookUp(partNumbers: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, CatalogueEntry>>;
}
