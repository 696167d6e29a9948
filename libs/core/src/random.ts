import { randomFillSync } from 'node:crypto';

/** Random bytes in store: asking for them each time costs several times as much as the rest of an id. */
const store = Buffer.alloc(4096);
let used = store.length;

/** So many random bytes, at most a store full; bytes are given out once. They are to be read before more are taken. */
export function takeRandom(length: number): Buffer {
  if (used + length > store.length) {
    randomFillSync(store);
    used = 0;
  }
  used += length;
  return store.subarray(used - length, used);
}
