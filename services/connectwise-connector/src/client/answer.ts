import type { AnswerReading, PsaAnswer } from '@psa-bridge/connector-kit';

interface ErrorEntry {
  code: string;
  message: string;
  field: string;
}

/**
 * Reads an answer that is no success (connectwise.md section 8). Statuses say most; the cloud's front door answers limits with
 * HTML pages of its own, also under 403 (section 9).
 */
export function readConnectWiseAnswer(answer: PsaAnswer): AnswerReading | undefined {
  const psaText = errorText(answer.body);
  const words = psaText === '' ? {} : { psaText };
  if (answer.status === 429 || isFrontDoorLimit(answer)) return { verdict: 'limited', ...words };
  if (answer.status === 401 || isUnauthenticated(answer.body)) return { verdict: 'credentials', ...words };
  if (answer.status === 403) return { verdict: 'forbidden', ...words };
  if (answer.status === 404) return { verdict: 'not_found', ...words };
  // What is locked or in use is a refusal with a reason, like validation.
  if (answer.status >= 400 && answer.status < 500) return { verdict: 'refused', ...words };
  // 500 and above: trouble over there, after which a write may stand all the same. The kit reads it so.
  return undefined;
}

/**
 * All that a body says: its message, then what each entry says of its field; nothing for HTML and empty bodies. An entry that does
 * not name its field gets it in front, but not where the product shows the sentence to the letter (CW-12).
 */
export function errorText(body: unknown): string {
  const message = stringOf(body, 'message');
  const entries = errorEntries(body).map(({ message: text, field }) =>
    field === '' || text.includes(field) || INACTIVE.test(text) ? text : `${field}: ${text}`,
  );
  if (entries.length === 0 || message === '') return [message, ...entries].filter((part) => part !== '').join(' ');
  return [`${message.replace(/\.$/, '')}.`, ...entries].join(' ');
}

const INACTIVE = /^\d+ is an inactive/i;

export function errorEntries(body: unknown): readonly ErrorEntry[] {
  const entries = (body as { errors?: unknown } | null | undefined)?.errors;
  if (!Array.isArray(entries)) return [];
  return entries.map((entry: unknown) => ({
    code: stringOf(entry, 'code'),
    message: stringOf(entry, 'message'),
    field: stringOf(entry, 'field'),
  }));
}

function isUnauthenticated(body: unknown): boolean {
  return stringOf(body, 'code') === 'Unauthorized' || stringOf(body, 'message') === 'UserNotAuthenticated';
}

/** An HTML page under 403 is the front door's: a missing right is told as JSON. */
function isFrontDoorLimit({ status, body }: PsaAnswer): boolean {
  return status === 403 && typeof body === 'string' && body.trimStart().startsWith('<');
}

function stringOf(holder: unknown, key: string): string {
  if (typeof holder !== 'object' || holder === null) return '';
  const value = (holder as Record<string, unknown>)[key];
  return typeof value === 'string' ? value : '';
}
