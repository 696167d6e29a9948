import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvOf } from './csv.ts';

/** Reads RFC 4180 with nothing of the code under test. */
function cellsOf(text: string): string[] {
  const cells: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r\n)/gy;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text))
    cells.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
  return cells;
}

describe('an export as CSV', () => {
  it('XI-07: keeps every text as it is, and turns none into a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (row) => {
        const cells = cellsOf(csvOf([row]));

        expect(cells.map((cell, at) => (cell === `'${row[at]}` ? row[at] : cell))).toEqual(row);
        expect(cells.filter((cell) => /^[=+@\t\r]/.test(cell))).toEqual([]);
      }),
    );
  });

  it.each(['=1+1', '+1', '-cmd|x', '@SUM(A1)', '\tx'])('XI-07: disarms %j', (text) => {
    expect(cellsOf(csvOf([[text]]))).toEqual([`'${text}`]);
  });

  it('leaves negative amounts to be summed', () => {
    expect(csvOf([['-12.50', 'a "b", c']])).toBe('-12.50,"a ""b"", c"\r\n');
  });
});
