import type { AnswerReading, PsaAnswer, PsaRequest } from '@psa-bridge/connector-kit';

/**
 * Reads an answer that is no success (autotask.md sections 1.5, 3 and 4). Validation comes as HTTP 500 with an `errors`
 * array and is a refusal; a 500 without one is trouble on the other side, and a write may have been carried out.
 */
export function readAutotaskAnswer(answer: PsaAnswer, request: PsaRequest): AnswerReading | undefined {
  const texts = errorTexts(answer.body);
  const psaText = texts.join(' | ');
  if (answer.status === 401 || texts.some(isCredentialText)) return { verdict: 'credentials', psaText };
  if (answer.status === 429 || /thread threshold/i.test(psaText)) return { verdict: 'limited', psaText };
  if (answer.status === 403 || /adequate permissions/i.test(psaText)) return { verdict: 'forbidden', psaText };
  if (answer.status === 404 || answer.status === 405) return { verdict: 'not_found', psaText };
  if (answer.status >= 500 && texts.length === 0) {
    const writes = request.writes ?? request.method !== 'GET';
    return { verdict: writes ? 'unclear' : 'unavailable' };
  }
  return texts.length > 0 ? { verdict: 'refused', psaText } : undefined;
}

function isCredentialText(text: string): boolean {
  return /^IntegrationCode is invalid|^Zone information could not be determined/i.test(text);
}

/** The error sentences of a body, whichever of the documented shapes it has; none for HTML and empty bodies. */
export function errorTexts(body: unknown): readonly string[] {
  if (body === null || typeof body !== 'object') return [];
  const { errors, Message: message } = body as { errors?: unknown; Message?: unknown };
  if (Array.isArray(errors)) return errors.flatMap((entry) => String(entry).split(' | ')).map((line) => line.trim());
  return typeof message === 'string' ? [message] : [];
}
