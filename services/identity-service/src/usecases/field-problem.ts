import { invalidInput, type AppError } from '@psa-bridge/core';

/** A request that cannot be met because of one field; the message says what to do. */
export function fieldProblem(field: string, message: string, code = 'invalid_request'): AppError {
  return invalidInput(code, `${field}: ${message}`, { details: { problems: [{ field, message }] }, expected: true });
}
