const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 24 * 60 * 60],
  ['month', 30 * 24 * 60 * 60],
  ['day', 24 * 60 * 60],
  ['hour', 60 * 60],
  ['minute', 60],
];

/** `3 minutes ago`, in the largest unit that fits; below a minute it is now. */
export function timeAgo(at: Date, now: Date, language: string): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const [unit, length] = STEPS.find(([, unitSeconds]) => Math.abs(seconds) >= unitSeconds) ?? ['second', 1];
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return unit === 'second' ? words.format(0, 'second') : words.format(Math.trunc(seconds / length), unit);
}

/** The exact time in the reader's own zone, which it names. */
export function exactTime(at: Date, language: string, timeZone?: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'long', ...(timeZone === undefined ? {} : { timeZone }) } as const;
  return new Intl.DateTimeFormat(language, options).format(at);
}
