import { v7 as uuidv7, validate } from 'uuid';

/** A new id: a UUIDv7, so ids sort by the time they were made. */
export function newId(): string {
  return uuidv7();
}

export function isId(text: string): boolean {
  return validate(text);
}
