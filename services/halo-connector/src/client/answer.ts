import type { AnswerReading, PsaAnswer } from '@psa-bridge/connector-kit';

const LONGEST = 500;

/**
 * Reads an answer that is no success (halopsa.md sections 3, 8 and 9). Statuses say most; what is wrong with the application's
 * id or secret comes as 401 from some versions and as 400 from others.
 */
export function readHaloAnswer(answer: PsaAnswer): AnswerReading | undefined {
  const psaText = errorText(answer.body);
  const words = psaText === '' ? {} : { psaText };
  if (answer.status === 429 || LIMIT.test(psaText)) return { verdict: 'limited', ...words, ...limitIn(psaText) };
  if (answer.status === 401 || REFUSED_CLIENT.includes(psaText)) return { verdict: 'credentials', ...words };
  if (answer.status === 403) return { verdict: 'forbidden', ...words };
  if (answer.status === 404) return { verdict: 'not_found', ...words };
  if (answer.status >= 400 && answer.status < 500) return { verdict: 'refused', ...words };
  // 500 and above: trouble over there, after which a write may stand all the same. The kit reads it so.
  return undefined;
}

const LIMIT = /^rate limit reached\b/i;

/** `Rate Limit Reached - 300 Requests per rolling 5 minute window.`: tenants have different ones (section 8). */
function limitIn(psaText: string): { limit?: number } {
  const limit = Number(/(\d{1,6}) requests?\b/i.exec(psaText)?.[1] ?? 0);
  return limit > 0 ? { limit } : {};
}

const REFUSED_CLIENT: readonly string[] = ['invalid_client', 'unauthorized_client'];
/** In this order (section 9). */
const TEXT_MEMBERS = ['errorMessage', 'Message', 'message', 'error_description', 'error', 'title'] as const;

/** What a body says: plain text, quoted text, or one of the shapes of section 9; nothing for pages and empty bodies. */
export function errorText(body: unknown): string {
  if (typeof body === 'string') return body.trimStart().startsWith('<') ? '' : body.trim().slice(0, LONGEST);
  if (typeof body !== 'object' || body === null) return '';
  const entries = fieldTexts((body as { errors?: unknown }).errors);
  if (entries !== '') return entries.slice(0, LONGEST);
  for (const member of TEXT_MEMBERS) {
    const value = (body as Record<string, unknown>)[member];
    if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, LONGEST);
  }
  return '';
}

/** `{"$[0].name": ["…"]}` of a value that does not fit its member: the member's name goes before its text. */
function fieldTexts(errors: unknown): string {
  if (typeof errors !== 'object' || errors === null || Array.isArray(errors)) return '';
  return Object.entries(errors)
    .flatMap(([path, texts]) => {
      const name = path.replace(/^\$(\[\d+\])?\.?/, '');
      const all = [texts].flat().filter((one): one is string => typeof one === 'string');
      return all.map((one) => (name === '' ? one : `${name}: ${one}`));
    })
    .join(' ');
}
