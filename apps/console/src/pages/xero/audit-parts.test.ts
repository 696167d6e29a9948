import { describe, expect, it } from '@jest/globals';
import { auditPartsOf, isOnlyOurs } from './audit-parts.ts';

const alike = { where: 'head', member: 'date', ours: '2026-11-01', theirs: '2026-11-01', isAlike: true };
const differing = { where: 'line 1', member: 'amount', ours: '90.00', theirs: '100.00', isAlike: false };
const silent = { where: 'line 1', member: 'item', ours: null, theirs: '', isAlike: true };
const lacking = { where: 'line 2', member: 'amount', ours: '10.00', theirs: null, isAlike: false };

describe('the audit of an invoice', () => {
  it('XI-09: shows both sides line by line, and says of each line whether it is alike', () => {
    expect(auditPartsOf([alike, differing, silent, lacking])).toEqual([
      { line: undefined, rows: [alike], isAlike: true },
      { line: '1', rows: [differing], isAlike: false },
      { line: '2', rows: [lacking], isAlike: false },
    ]);
  });

  it('knows when nothing stands in Xero yet', () => {
    expect([isOnlyOurs([lacking]), isOnlyOurs([lacking, differing])]).toEqual([true, false]);
  });
});
