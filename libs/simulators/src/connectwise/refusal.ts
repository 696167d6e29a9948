import { AppError, isAppError } from '@psa-bridge/core';
import { jsonAnswer, type HttpAnswer } from '../http/exchange.ts';

/** One entry of `errors` (connectwise.md 8). */
export interface ErrorEntry {
  code: string;
  message: string;
  resource: string;
  field: string;
}

interface Refusal {
  status: number;
  code: string;
  message: string;
  errors: readonly ErrorEntry[] | null;
}

const CODE = 'connectwise_refusal';

export function refuse(status: number, code: string, message: string, errors: readonly ErrorEntry[] | null = null): AppError {
  return new AppError(message, { code: CODE, kind: 'rejected', details: { status, code, message, errors }, expected: true });
}

/** A refusal as the vendor answers it. @throws whatever else was thrown */
export function answerRefusal(error: unknown): HttpAnswer {
  if (!isAppError(error) || error.code !== CODE) throw error;
  const { status, code, message, errors } = error.details as unknown as Refusal;
  return jsonAnswer(status, { code, message, errors });
}

export const invalidObject = (resource: string, errors: readonly ErrorEntry[]): AppError =>
  refuse(400, 'InvalidObject', `${resource} object is invalid`, errors);

export const notFound = (name: string, id: number | string): AppError => refuse(404, 'NotFound', `${name} ${id} not found`);
export const noEndpoint = (): AppError => refuse(404, 'ConnectWiseApi', 'The endpoint does not exist.');
export const noMethod = (): AppError => refuse(405, 'ConnectWiseApi', 'The requested resource does not support the http method.');
export const noRight = (): AppError => refuse(403, 'Security', 'You do not have security permission to perform this action.');
export const badMember = (member: string, typeName: string): AppError =>
  refuse(400, 'InvalidObject', `Could not find member '${member}' on object of type '${typeName}'.`);
export const badCast = (from: string, to: string): AppError =>
  refuse(400, 'InvalidPatch', `Could not cast or convert from ${from} to ${to}.`);
export const badPatch = (message: string): AppError => refuse(400, 'InvalidPatch', message);
