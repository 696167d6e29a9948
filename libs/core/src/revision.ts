import { createHash } from 'node:crypto';
import { conflict } from './errors.ts';
import { canonicalJson } from './json.ts';

/** So many hexadecimal digits make a number that is exact, and has at most fifteen decimal digits. */
const DIGITS = 12;

/**
 * The revision of what people decide about, made from it: equal content has the same one. So whatever else is noted in a
 * document, such as a sign-in, outdates nobody's reading.
 */
export function contentRevision(content: unknown): number {
  const digest = createHash('sha256').update(canonicalJson(content)).digest('hex');
  return Number.parseInt(digest.slice(0, DIGITS), 16);
}

/**
 * Lets a change through that was made of what stands now, or that does not say what it was made of.
 *
 * @throws AppError `revision_conflict` (412)
 */
export function checkRevision(currentRevision: number, ifRevision: number | undefined): void {
  if (ifRevision === undefined || ifRevision === currentRevision) return;
  throw conflict('revision_conflict', 'This was changed meanwhile: read it again and repeat the change.', {
    details: { currentRevision, ifRevision },
    expected: true,
  });
}
