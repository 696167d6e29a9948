import { v5 as uuidv5, v7 as uuidv7, validate } from 'uuid';
import { systemClock } from './clock.ts';
import { takeRandom } from './random.ts';

const RANDOM_BYTES = 16;
/** Of the ids that are derived; it must never change. */
const DERIVED = '6f1b7c52-0d3e-5b7a-9c41-2a5f0e8d7b16';

/** When the last id was made, and its number within that millisecond. */
const last = { msecs: 0, seq: 0 };

/** A new id: a UUIDv7, so ids sort by the time they were made, also within one millisecond of one process. */
export function newId(): string {
  const random = takeRandom(RANDOM_BYTES);
  const now = systemClock.now().getTime();
  if (now > last.msecs) {
    last.msecs = now;
    last.seq = random.readUInt32BE(0) >>> 1;
  } else {
    last.seq += 1;
  }
  return uuidv7({ random, ...last });
}

/**
 * The id of what exists once for its cause, such as the procurement item of a quote's line: whoever meets the same cause
 * again comes to the same id, so nothing is made twice.
 */
export function derivedId(...cause: readonly string[]): string {
  return uuidv5(JSON.stringify(cause), DERIVED);
}

export function isId(text: string): boolean {
  return validate(text);
}
