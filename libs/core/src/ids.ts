import { randomFillSync } from 'node:crypto';
import { v5 as uuidv5, v7 as uuidv7, validate } from 'uuid';
import { systemClock } from './clock.ts';

const RANDOM_BYTES = 16;
/** Of the ids that are derived; it must never change. */
const DERIVED = '6f1b7c52-0d3e-5b7a-9c41-2a5f0e8d7b16';
/** Random bytes in store: asking for them each time costs several times as much as the rest of an id. */
const store = new Uint8Array(256 * RANDOM_BYTES);
let used = store.length;

/** When the last id was made, and its number within that millisecond. */
const last = { msecs: 0, seq: 0 };

/** A new id: a UUIDv7, so ids sort by the time they were made, also within one millisecond of one process. */
export function newId(): string {
  const random = takeRandom();
  const now = systemClock.now().getTime();
  if (now > last.msecs) {
    last.msecs = now;
    last.seq = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
  } else {
    last.seq += 1;
  }
  return uuidv7({ random, ...last });
}

/** Bytes are given out once. */
function takeRandom(): Uint8Array {
  if (used === store.length) {
    randomFillSync(store);
    used = 0;
  }
  used += RANDOM_BYTES;
  return store.subarray(used - RANDOM_BYTES, used);
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
