import { REDACTED } from '@psa-bridge/core';
import { isPersonalKey, isSecretKey } from './redacted-keys.ts';

/** Every pattern is bounded, so that no text, however made, takes more than linear time. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g, REDACTED],
  [/\b(bearer|basic)\s{1,3}[\w.~+/-]{6,}={0,2}/gi, `$1 ${REDACTED}`],
  [/\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, REDACTED],
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@]{1,300}@/gi, `$1${REDACTED}@`],
  [/[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}\b/gi, REDACTED],
];
const WORTH_A_LOOK = /[@:=]|eyJ|bearer|basic|PRIVATE KEY/i;
/** A name and what separates it from its value, in JSON (also inside a JSON string), forms, headers and prose. */
const NAME = /\\{0,4}["']?([\w-]{2,60})\\{0,4}["']?\s{0,3}[:=]\s{0,3}/g;
const QUOTE = /\\{0,4}["']/y;
const BARE_VALUE = /[^\s"',;&<>{}[\]]+/y;

/** Text without what looks like a secret, a private key, a token or an e-mail address. Pure and total. */
export function redactText(text: string): string {
  if (!WORTH_A_LOOK.test(text)) return text;
  const plain = PATTERNS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
  return redactPairs(plain);
}

function redactPairs(text: string): string {
  let result = '';
  let copiedTo = 0;
  for (const match of text.matchAll(NAME)) {
    const name = match[1] ?? '';
    const start = match.index + match[0].length;
    if (start < copiedTo || !(isSecretKey(name) || isPersonalKey(name))) continue;
    const value = findValue(text, start);
    if (value.start === value.end) continue;
    result += text.slice(copiedTo, value.start) + REDACTED;
    copiedTo = value.end;
  }
  return result + text.slice(copiedTo);
}

/** Where the value at `at` begins and ends, quotes not included; to the end of the text where its quote is not closed. */
function findValue(text: string, at: number): { start: number; end: number } {
  QUOTE.lastIndex = at;
  const quote = QUOTE.exec(text)?.[0];
  if (quote === undefined) {
    BARE_VALUE.lastIndex = at;
    return { start: at, end: at + (BARE_VALUE.exec(text)?.[0].length ?? 0) };
  }
  const start = at + quote.length;
  let end = text.indexOf(quote, start);
  while (end > start && quote.length === 1 && isEscaped(text, end)) end = text.indexOf(quote, end + 1);
  return { start, end: end === -1 ? text.length : end };
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

/** A URL without user information and with secrets and personal data in its query redacted; other text as `redactText` leaves it. */
export function redactUrl(url: string): string {
  if (!URL.canParse(url)) return redactText(url);
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  const entries = [...parsed.searchParams].map(([name, value]): [string, string] => [name, redactParameter(name, value)]);
  const isChanged = [...parsed.searchParams.values()].some((value, at) => value !== entries[at]?.[1]);
  if (isChanged) parsed.search = new URLSearchParams(entries).toString();
  return parsed.toString();
}

function redactParameter(name: string, value: string): string {
  return value !== '' && (isSecretKey(name) || isPersonalKey(name)) ? REDACTED : redactText(value);
}
