import { AppError, isAppError, tooLarge, unavailable } from '@psa-bridge/core';
import { duplicateValue } from './store-errors.ts';

const DUPLICATE_KEY = 11000;
const TOO_LARGE = 10334;
/** Answers of a server that cannot serve now: shutting down, stepping down, not primary, over its time limit. */
const PASSING = new Set([6, 7, 50, 89, 91, 189, 262, 9001, 10058, 10107, 11600, 11602, 13435, 13436]);
const CONNECTION =
  /^Mongo(ose)?(Server|Network|NotConnected|Topology|Pool|ConnectionPool|WaitQueue|Expired|OperationTimeout|ClientClosed|Disconnected).*Error$/;

interface DriverError {
  name: string;
  message: string;
  code?: number | string;
}

function isDriverError(error: unknown): error is DriverError {
  return error instanceof Error;
}

export function isDuplicateKey(error: unknown): boolean {
  return (error as Partial<DriverError> | undefined)?.code === DUPLICATE_KEY;
}

/** The index that refused, from the server's message: the one place that every server version names it in. */
export function indexOf(message: string): string {
  return /index: (\S+)/.exec(message)?.[1] ?? 'unknown';
}

/** A document with this id stands there already. */
export function isIdTaken(error: unknown): boolean {
  return isDuplicateKey(error) && indexOf((error as Error).message) === '_id_';
}

/** What the driver threw, in the platform's terms. Its own text goes no further than the cause. */
export function translateError(error: unknown, collection: string): AppError {
  if (isAppError(error)) return error;
  if (isDuplicateKey(error)) return duplicateValue(collection, indexOf((error as Error).message));
  if (isDriverError(error)) {
    if (isConnectionTrouble(error)) return unavailable('database_unavailable', 'The database does not answer.', { cause: error });
    if (error.code === TOO_LARGE || error.name === 'MongoInvalidArgumentError' || error.code === 'ERR_OUT_OF_RANGE') {
      return tooLarge('document_too_large', `A document of ${collection} is larger than the database takes.`, { cause: error });
    }
  }
  return new AppError(`The database refused an operation on ${collection}.`, {
    code: 'database_error',
    kind: 'bug',
    cause: error,
  });
}

function isConnectionTrouble(error: DriverError): boolean {
  if (error.name === 'MongoServerError') return typeof error.code === 'number' && PASSING.has(error.code);
  return CONNECTION.test(error.name);
}
