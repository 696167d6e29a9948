import { AppError, isAppError } from '@psa-bridge/core';
import { emptyAnswer, jsonAnswer, type HttpAnswer } from '../http/exchange.ts';
import type { Switches } from './switches.ts';

/** The shapes of halopsa.md 9. `text` is the plain string that validation answers. */
type Refusal =
  | { shape: 'text'; status: number; text: string }
  | { shape: 'empty'; status: number }
  | { shape: 'message'; status: number; text: string }
  | { shape: 'binding'; status: 400; field: string; text: string };

const CODE = 'halopsa_refusal';

function refuse(refusal: Refusal, message: string): AppError {
  return new AppError(message, { code: CODE, kind: 'rejected', details: { ...refusal }, expected: true });
}

export const invalid = (text: string): AppError => refuse({ shape: 'text', status: 400, text }, text);
export const empty = (status: number): AppError => refuse({ shape: 'empty', status }, `status ${status}`);
export const notFound = (): AppError => empty(404);
export const message = (status: number, text: string): AppError => refuse({ shape: 'message', status, text }, text);
/** A value that does not fit its member. */
export const badBinding = (field: string, text: string): AppError => refuse({ shape: 'binding', status: 400, field, text }, text);

/** A refusal as the vendor answers it. @throws whatever else was thrown */
export function answerRefusal(error: unknown, switches: Switches): HttpAnswer {
  if (!isAppError(error) || error.code !== CODE) throw error;
  const refusal = error.details as unknown as Refusal;
  switch (refusal.shape) {
    case 'empty':
      return emptyAnswer(refusal.status);
    case 'message':
      return jsonAnswer(refusal.status, { Message: refusal.text });
    case 'text':
      return textAnswer(refusal, switches);
    case 'binding':
      return switches.bindingErrors === 'problem' ? problem(refusal) : jsonAnswer(400, { Message: refusal.text });
  }
}

function textAnswer({ status, text }: { status: number; text: string }, { errorTextIsJson }: Switches): HttpAnswer {
  return errorTextIsJson
    ? jsonAnswer(status, text)
    : { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
}

const TRACE = '00-00000000000000000000000000000001-0000000000000001-00';

function problem({ field, text }: { field: string; text: string }): HttpAnswer {
  const title = 'One or more validation errors occurred.';
  const type = 'https://tools.ietf.org/html/rfc7231#section-6.5.1';
  return jsonAnswer(
    400,
    { type, title, status: 400, traceId: TRACE, errors: { [field]: [text] } },
    { 'content-type': 'application/problem+json; charset=utf-8' },
  );
}
