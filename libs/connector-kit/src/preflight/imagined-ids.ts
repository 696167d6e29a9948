import type { PsaRequest } from '../definition/call.ts';
import type { ImaginedIds } from '../definition/rehearsal.ts';

/** Within 32 bits, which some PSAs read ids by, and above whatever they have given out. */
const FIRST = 2_147_000_000;
const MOST = 483_000;
const IN_TEXT = /(?<!\d)2147\d{6}(?!\d)/;

export function imaginedIds(): ImaginedIds {
  let last = FIRST;
  return { next: () => (last += 1), isOne: isImagined };
}

function isImagined(id: unknown): boolean {
  const number = Number(id);
  return number > FIRST && number < FIRST + MOST;
}

/** True for a request that speaks of a row which is imagined only. */
export function speaksOfImagined({ url, body }: PsaRequest): boolean {
  const { pathname, search } = new URL(url);
  return IN_TEXT.test(`${pathname}${search} ${typeof body === 'string' ? body : JSON.stringify(body ?? '')}`);
}
