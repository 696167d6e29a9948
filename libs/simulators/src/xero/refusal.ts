import { randomUUID } from 'node:crypto';
import { AppError, isAppError } from '@psa-bridge/core';
import { emptyAnswer, jsonAnswer, type HttpAnswer } from '../http/exchange.ts';
import type { Switches } from './switches.ts';

/** The shapes of xero.md 14, but for those of documents that are not valid. */
type Refusal =
  | { shape: 'exception'; number: number; type: string; text: string }
  | { shape: 'access'; status: 401 | 403; detail: string; challenge?: string }
  | { shape: 'missing' }
  | { shape: 'status'; status: number; text: string };

const CODE = 'xero_refusal';

function refuse(refusal: Refusal, message: string): AppError {
  return new AppError(message, { code: CODE, kind: 'rejected', details: { ...refusal }, expected: true });
}

/** A 400 that is no validation: the request itself is wrong. */
export function exception(number: number, type: string, text: string): AppError {
  return refuse({ shape: 'exception', number, type, text }, text);
}

export const badBody = (text: string): AppError => exception(14, 'PostDataInvalidException', text);
export const badQuery = (text: string): AppError => exception(16, 'QueryParseException', text);
export const notFound = (): AppError => refuse({ shape: 'missing' }, 'not found');
export const plain = (status: number, text = ''): AppError =>
  refuse({ shape: 'status', status, text }, text || `status ${status}`);

/** Refused for want of a token, an organisation or a scope. */
export function noAccess(status: 401 | 403, detail: string, challenge?: string): AppError {
  return refuse({ shape: 'access', status, detail, ...(challenge === undefined ? {} : { challenge }) }, detail);
}

/** A refusal as the vendor answers it. @throws whatever else was thrown */
export function answerRefusal(error: unknown, switches: Switches): HttpAnswer {
  if (!isAppError(error) || error.code !== CODE) throw error;
  const refusal = error.details as unknown as Refusal;
  switch (refusal.shape) {
    case 'exception':
      return jsonAnswer(400, { ErrorNumber: refusal.number, Type: refusal.type, Message: refusal.text });
    case 'access':
      return accessAnswer(refusal, switches);
    case 'missing':
      return missingAnswer(switches);
    case 'status':
      return refusal.text === '' ? emptyAnswer(refusal.status) : textAnswer(refusal.status, refusal.text);
  }
}

export function textAnswer(status: number, body: string): HttpAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** A problem in the shape of xero.md 14. */
export function problem(status: number, title: string, detail: string): Readonly<Record<string, unknown>> {
  return { Type: null, Title: title, Status: status, Detail: detail, Instance: randomUUID(), Extensions: {} };
}

export function serverError(): HttpAnswer {
  const detail = 'An error occurred in Xero. Check the API Status page for current service status.';
  return jsonAnswer(500, problem(500, 'An error occurred', detail));
}

function accessAnswer(
  { status, detail, challenge }: { status: number; detail: string; challenge?: string },
  { authErrorKeys }: Switches,
): HttpAnswer {
  const body = problem(status, status === 401 ? 'Unauthorized' : 'Forbidden', detail);
  const shown = Object.fromEntries(
    Object.entries(body).map(([name, value]) => [authErrorKeys === 'lower' ? name.toLowerCase() : name, value]),
  );
  return jsonAnswer(status, shown, challenge === undefined ? {} : { 'www-authenticate': challenge });
}

function missingAnswer({ notFound: body }: Switches): HttpAnswer {
  const text = "The resource you're looking for cannot be found";
  return body === 'text' ? textAnswer(404, text) : jsonAnswer(404, problem(404, 'Not Found', text));
}
