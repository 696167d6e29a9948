const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A time as sent, in the one form in which rows hold it; a text without a zone is UTC (autotask.md 2.9).
 *
 * @param isDateOnly the date as written counts, without zone conversion
 * @returns undefined for what is no time
 */
export function toInstantText(text: string, isDateOnly = false): string | undefined {
  const match = DATE_TIME.exec(text.trim());
  if (!match) return undefined;
  const [, date = '', time = '00:00', zone = 'Z'] = match;
  const instant = new Date(isDateOnly ? `${date}T00:00:00Z` : `${date}T${time}${zone.toUpperCase()}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

/**
 * A time as replies carry it: `2018-11-13T17:32:34`, with a fraction where there is one, with or without `Z` (autotask.md 2.9).
 */
export function toMixedText(instant: string, withZone: boolean): string {
  const text = instant.replace(/\.?0*Z$/, '');
  return withZone ? `${text}Z` : text;
}
