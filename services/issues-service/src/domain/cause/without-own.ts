/** What differs from one failure to the next and says nothing about the cause: ids of our own, traces, times. */
const CHANGING: readonly RegExp[] = [
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi,
  /\d{4}-\d\d-\d\dt\d\d:\d\d(:\d\d(\.\d+)?)?(z|[+-]\d\d:?\d\d)?/gi,
  /\b[0-9a-f]{16,}\b/gi,
];

/** The words of a failure, without the names and ids of the entity that met it: alike for all that met the same. */
export function withoutOwn(words: string, own: readonly string[]): string {
  const longestFirst = [...new Set(own.map((text) => text.trim()).filter(Boolean))].sort((a, b) => b.length - a.length);
  const stripped = longestFirst.reduce(withoutWhole, words);
  return CHANGING.reduce((text, pattern) => text.replace(pattern, '…'), stripped)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Only where it stands by itself: the id 80 says nothing about 1800. */
function withoutWhole(text: string, own: string): string {
  const literal = own.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return text.replace(new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`, 'giu'), '…');
}
