/**
 * JSON as the vendor writes it in callouts: inside strings everything beyond ASCII and `& < > ' " \` +` as `\uXXXX` with upper-case
 * digits (autotask.md 6.4), so a receiver that parses and writes again gets another text and another digest.
 */
export function webhookJson(value: unknown): string {
  if (typeof value === 'string') return `"${escapeText(value)}"`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(webhookJson).join(',')}]`;
  return `{${Object.entries(value)
    .map(([key, member]) => `${webhookJson(key)}:${webhookJson(member)}`)
    .join(',')}}`;
}

const SHORT: Readonly<Record<string, string>> = { '\\': '\\\\', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeText(text: string): string {
  return text.replace(
    /[\u0000-\u001f\\&<>'"`+\u007f-\uffff]/g,
    (unit) => SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}
