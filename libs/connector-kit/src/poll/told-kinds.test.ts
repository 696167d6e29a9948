import { describe, expect, it } from '@jest/globals';
import { toldApartAfter, toldDatabaseOf, type Integration } from '../integrations/integration.ts';
import { INVOICES, VENDOR_ORDERS } from './told-kinds.ts';

/** Of an integration that was connected to A and then moved from one to the next. */
function afterMoves(...databases: readonly string[]): Integration {
  const [first = 'A', ...moves] = databases;
  return moves.reduce(
    (current, fingerprint) => {
      const formerPsas = [...(current.formerPsas ?? []), { fingerprint: current.fingerprint ?? '', until: new Date(0) }];
      return { ...current, fingerprint, formerPsas, psasToldApart: toldApartAfter(current, fingerprint) };
    },
    { fingerprint: first } as Integration,
  );
}

describe('the database that documents are told of', () => {
  it('is not named before any move, so that what was told of them stays the same', () => {
    expect(toldDatabaseOf(afterMoves('A'))).toBeUndefined();
    expect(INVOICES.idOf({ integrationId: 'i' }, '4711')).toBe('i:4711');
    expect(VENDOR_ORDERS.idOf({ integrationId: 'i' }, '700')).toBe('i:order:700');
  });

  it('XI-05: is named of each that was moved to, whose ids then meet no other’s, and no more once it is back', () => {
    expect(toldDatabaseOf(afterMoves('A', 'B'))).toBe('B');
    expect(toldDatabaseOf(afterMoves('A', 'B', 'C'))).toBe('C');
    expect(toldDatabaseOf(afterMoves('A', 'B', 'A'))).toBeUndefined();
    expect(toldDatabaseOf(afterMoves('A', 'B', 'A', 'B'))).toBe('B');
    const ids = [undefined, 'B', 'C'].map((psaFingerprint) =>
      INVOICES.idOf({ integrationId: 'i', ...(psaFingerprint === undefined ? {} : { psaFingerprint }) }, '4711'),
    );
    expect(new Set(ids).size).toBe(3);
  });

  it('stays unnamed where the move was made before databases were told apart', () => {
    const before = { fingerprint: 'B', formerPsas: [{ fingerprint: 'A', until: new Date(0) }] } as unknown as Integration;

    expect(toldDatabaseOf(before)).toBeUndefined();
    expect(toldDatabaseOf({ ...before, fingerprint: 'C', psasToldApart: toldApartAfter(before, 'C') })).toBe('C');
  });
});
