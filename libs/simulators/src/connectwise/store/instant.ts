const DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/** A time as the vendor writes it: UTC, whole seconds (connectwise.md 4). */
export function toSeconds(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

/**
 * A time as sent.
 *
 * @param fraction what becomes of fractional seconds and offsets, which the document leaves open
 * @returns undefined for what is no time
 */
export function readInstant(text: string, fraction: 'reject' | 'truncate'): string | undefined {
  const match = DATE_TIME.exec(text);
  if (!match) return undefined;
  const [, time = '', fractional, zone = 'Z'] = match;
  if (fraction === 'reject' && (fractional !== undefined || zone !== 'Z')) return undefined;
  const instant = new Date(`${time}${zone}`);
  return Number.isNaN(instant.getTime()) ? undefined : toSeconds(instant);
}
