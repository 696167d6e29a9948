import { AppError, isAppError } from '@psa-bridge/core';
import type { Platform } from '../platform.ts';
import type { Book } from '../store/book.ts';

/** What a write has changed: counted, and told by webhooks (xero.md 16), once all of it stands. */
export interface Change {
  entity: string;
  action: 'create' | 'update' | 'delete' | 'email' | 'allocate';
  guid: string;
  /** Undefined where nothing tells of it. */
  category?: 'INVOICE' | 'CONTACT' | 'CREDITNOTE';
  /** What events of credit notes add. */
  data?: { Type: string; Status: string };
}

/** The circumstances of a write. */
export interface Writing {
  readonly platform: Pick<Platform, 'clock' | 'switches'>;
  readonly book: Book;
  readonly at: number;
  /** Decimals of unit amounts (xero.md 7.3). */
  readonly unitPlaces: 2 | 4;
  /** Id of the app; undefined for a person at the keyboard. */
  readonly madeBy: string | undefined;
  /** Added to by everything that writes. */
  readonly changes: Change[];
}

export interface Finding {
  message: string;
  /** Position of the line that it is about. */
  line?: number;
}

/** What speaks against a document, and what is to be said of it although it was saved. */
export interface Findings {
  errors: Finding[];
  warnings: string[];
}

export function noFindings(): Findings {
  return { errors: [], warnings: [] };
}

const CODE = 'xero_validation';

/** Refuses one element of a request. */
export function invalid(errors: readonly Finding[]): AppError {
  const message = errors.map((error) => error.message).join(' ');
  return new AppError(message, { code: CODE, kind: 'rejected', details: { errors }, expected: true });
}

export function refuse(message: string): AppError {
  return invalid([{ message }]);
}

/** What an element was refused for. @throws whatever else was thrown */
export function errorsOf(error: unknown): readonly Finding[] {
  if (!isAppError(error) || error.code !== CODE) throw error;
  return error.details['errors'] as readonly Finding[];
}
