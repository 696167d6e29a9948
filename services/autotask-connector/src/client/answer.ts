import type { AnswerReading, PsaAnswer, PsaRequest } from '@psa-bridge/connector-kit';

/**
 * Reads an answer that is no success (autotask.md sections 1.5, 3 and 4). Validation comes as HTTP 500 with an `errors`
 * array and is a refusal; a 500 without one is trouble on the other side, and a write may have been carried out.
 */
export function readAutotaskAnswer(answer: PsaAnswer, request: PsaRequest): AnswerReading | undefined {
  const texts = errorTexts(answer.body);
  const psaText = texts.join(' | ');
  const known = VERDICTS.find(({ matches }) => matches(answer.status, texts));
  if (known) return { verdict: known.verdict, psaText };
  // Only the `errors` array is validation: a bare Message under 500 is the server's own trouble.
  if (hasErrors(answer.body) || (answer.status < 500 && texts.length > 0)) return { verdict: 'refused', psaText };
  if (answer.status < 500) return undefined;
  const writes = request.writes ?? request.method !== 'GET';
  return { verdict: writes ? 'unclear' : 'unavailable' };
}

type Verdict = Exclude<AnswerReading['verdict'], 'refused' | 'unclear' | 'unavailable'>;

const VERDICTS: readonly { verdict: Verdict; matches: (status: number, texts: readonly string[]) => boolean }[] = [
  { verdict: 'credentials', matches: (status, texts) => status === 401 || texts.some(isCredentialText) },
  { verdict: 'limited', matches: (status, texts) => status === 429 || isLimitText(texts.join(' ')) },
  { verdict: 'forbidden', matches: (status, texts) => status === 403 || /adequate permissions/i.test(texts.join(' ')) },
  { verdict: 'not_found', matches: (status) => status === 404 || status === 405 },
];

/** Both limits were seen with other statuses than 429 (section 3): the text tells. */
function isLimitText(text: string): boolean {
  return /thread threshold|exceeded the threshold|request threshold/i.test(text);
}

function isCredentialText(text: string): boolean {
  return /^IntegrationCode is invalid|^Zone information could not be determined/i.test(text);
}

function hasErrors(body: unknown): boolean {
  const errors = (body as { errors?: unknown } | null)?.errors;
  return Array.isArray(errors) && errors.length > 0;
}

/** The error sentences of a body, whichever of the documented shapes it has; none for HTML and empty bodies. */
export function errorTexts(body: unknown): readonly string[] {
  if (body === null || typeof body !== 'object') return [];
  const { errors, Message: message } = body as { errors?: unknown; Message?: unknown };
  if (Array.isArray(errors))
    return withoutPlace(errors.flatMap((entry) => String(entry).split(' | ')).map((line) => line.trim()));
  return typeof message === 'string' ? [message] : [];
}

/** What often follows (section 4) says nothing: rows are sent one at a time. */
const PLACE = /^Error (creating|updating) entity for record number \[\d+\]\.?$/i;

function withoutPlace(texts: readonly string[]): readonly string[] {
  const telling = texts.filter((text) => !PLACE.test(text));
  return telling.length > 0 ? telling : texts;
}
