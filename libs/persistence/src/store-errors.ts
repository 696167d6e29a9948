import { AppError, conflict } from '@psa-bridge/core';

/** The id belongs to a document that the writer may not see. */
export function idTaken(collection: string): AppError {
  return conflict('id_taken', `The id is taken in ${collection}.`, { details: { collection } });
}

export function duplicateValue(collection: string, index: string): AppError {
  return conflict('duplicate_value', `Another document of ${collection} has the same value (${index}).`, {
    details: { collection, index },
  });
}

export function writeConflict(collection: string): AppError {
  return conflict('write_conflict', `Documents of ${collection} kept changing under the writer.`, { details: { collection } });
}

export function misuse(code: string, message: string): AppError {
  return new AppError(message, { code, kind: 'bug' });
}

/** Another process holds what this one worked under. */
export function leaseLost(name: string): AppError {
  return conflict('lease_lost', `The lease ${name} was lost while work ran under it.`, { details: { name } });
}
