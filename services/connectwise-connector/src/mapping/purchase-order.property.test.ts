import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { recordSchemas, type PurchaseOrder } from '@psa-bridge/records';
import fc from 'fast-check';
import { withReceipts } from './purchase-order.mapping.ts';

const ITEMS = [701, 702];

const aLine = fc.record({ item: fc.constantFrom(...ITEMS), quantity: fc.integer({ min: 1, max: 5 }) });
const aRow = fc.record({
  lineNumber: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
  item: fc.constantFrom(...ITEMS, 999),
  receivedQuantity: fc.option(fc.integer({ min: -1, max: 6 }), { nil: null }),
  serialNumbers: fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ maxLength: 80 }))), { nil: null }),
});

function orderOf(lines: readonly { item: number; quantity: number }[]): { order: PurchaseOrder; itemOf: Map<string, number> } {
  const made = lines.map(({ quantity }, index) => ({
    ...{ id: newId(), procurementItemId: newId(), name: `Line ${index + 1}`, quantity, unitCost: '1.00' },
  }));
  const order = recordSchemas.purchase_order.parse({
    number: 'PO-1',
    distributorId: newId(),
    status: 'placed',
    total: '0.00',
    lines: made,
  });
  return { order, itemOf: new Map(made.map(({ id }, index) => [id, lines[index]?.item ?? 0])) };
}

describe('the receipts of a purchase order in ConnectWise', () => {
  it('FP-13: are all counted, each once, to lines of their product, and leave an order that holds, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(aLine, { minLength: 1, maxLength: 4 }), fc.array(aRow, { maxLength: 12 }), (lines, received) => {
        const { order, itemOf } = orderOf(lines);
        const rows = received.map(({ item, ...row }, index) => ({
          ...row,
          id: index + 1,
          product: { id: item, name: null, identifier: null },
        }));

        const after = withReceipts(order, { lines: rows.toReversed(), isClosed: false }, ({ id }) => itemOf.get(id));

        for (const item of ITEMS) {
          const own = after.lines.filter(({ id }) => itemOf.get(id) === item);
          const came = rows
            .filter(({ product }) => product.id === item)
            .map(({ receivedQuantity }) => Math.max(0, receivedQuantity ?? 0));
          const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
          expect(sum(own.map(({ receivedQuantity }) => receivedQuantity))).toBe(own.length === 0 ? 0 : sum(came));
        }
        expect(recordSchemas.purchase_order.safeParse(after).success).toBe(true);
      }),
    );
  });

  it('FP-13: hold serial numbers however they are set apart', () => {
    const { order, itemOf } = orderOf([{ item: 701, quantity: 3 }]);
    const row = { id: 1, lineNumber: 1, product: { id: 701, name: null, identifier: null }, receivedQuantity: 3 };
    const serials = (serialNumbers: string | string[]) =>
      withReceipts(order, { lines: [{ ...row, serialNumbers }], isClosed: false }, ({ id }) => itemOf.get(id)).lines[0]
        ?.serialNumbers;

    for (const entered of ['A-1, A-2,A-3', 'A-1\r\nA-2\nA-3', 'A-1;A-2; A-3', ['A-1', 'A-2', 'A-3']])
      expect(serials(entered)).toEqual(['A-1', 'A-2', 'A-3']);
  });
});
