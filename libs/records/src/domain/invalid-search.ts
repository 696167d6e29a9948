import { invalidInput, type AppError } from '@psa-bridge/core';

/** `invalid_search`, naming the part of the search that cannot be. */
export function invalidSearch(field: string, message: string): AppError {
  return invalidInput('invalid_search', `${field}: ${message}.`, { details: { problems: [{ field, message }] }, expected: true });
}
