/** When to come back, from a `Retry-After` header in seconds or as an HTTP date; undefined for anything else. Capped at a day. */
export function parseRetryAfter(header: string | undefined, now: Date): Date | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const at = /^\d{1,9}$/.test(text) ? now.getTime() + Number(text) * 1000 : httpDate(text);
  if (at === undefined || Number.isNaN(at)) return undefined;
  return new Date(Math.min(Math.max(at, now.getTime()), now.getTime() + DAY_MS));
}

const DAY_MS = 24 * 60 * 60 * 1000;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function httpDate(text: string): number | undefined {
  return HTTP_DATE.test(text) ? Date.parse(text) : undefined;
}
