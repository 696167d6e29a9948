/** A cell that begins so is taken for a formula by spreadsheets, which run it. */
const FORMULA = /^[=+\-@\t\r]/;
/** A negative amount is none. */
const NUMBER = /^-?\d+(\.\d+)?$/;

/** One table as RFC 4180 has it. No cell is ever a formula, whatever a customer is called. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(text: string): string {
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
