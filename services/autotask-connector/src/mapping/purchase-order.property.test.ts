import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import type { PurchaseOrder } from '@psa-bridge/records';
import fc from 'fast-check';
import { fieldProblems } from '@psa-bridge/connector-kit';
import { AUTOTASK_FIELDS } from './fields.ts';
import { lineMemo, purchaseOrderItemRow, purchaseOrderRow, withReceipts } from './purchase-order.mapping.ts';

const QUANTITY = 5;
const FIRST_ITEM = 100;

function orderOf(lines: number): PurchaseOrder {
  return {
    ...{ number: 'PO-1', distributorId: newId(), status: 'placed', total: '0.00' },
    lines: Array.from({ length: lines }, (_, index) => ({
      ...{ id: newId(), procurementItemId: newId(), name: `Line ${index}`, quantity: QUANTITY, unitCost: '1.00' },
      ...{ receivedQuantity: 0, serialNumbers: [] },
    })),
  };
}

const aReceipt = fc.record({
  line: fc.nat({ max: 2 }),
  quantity: fc.integer({ min: -2, max: 3 }),
  serial: fc.option(fc.constantFrom('SN-1', 'SN-2', 'SN-3'), { nil: null }),
});

describe('the receipts of a purchase order', () => {
  it('FP-13: add up by line, whatever their order and however they were split or taken back', () => {
    fc.assert(
      fc.property(fc.array(aReceipt, { maxLength: 30 }), (receipts) => {
        const order = orderOf(3);
        const items = order.lines.map((_, index) => ({ id: FIRST_ITEM + index, memo: lineMemo(order, index) })).toReversed();
        const rows = receipts.map(({ line, quantity, serial }, id) => ({
          ...{ id, purchaseOrderItemID: FIRST_ITEM + line, quantityNowReceiving: quantity, serialNumber: serial },
        }));

        const after = withReceipts(order, { items, rows });

        for (const [index, line] of after.lines.entries()) {
          const own = receipts.filter((receipt) => receipt.line === index);
          const net = own.reduce((sum, { quantity }) => sum + quantity, 0);
          expect(line.receivedQuantity).toBe(Math.max(0, net));
          for (const serial of ['SN-1', 'SN-2', 'SN-3']) {
            const netOfSerial = own
              .filter((receipt) => receipt.serial === serial)
              .reduce((sum, { quantity }) => sum + quantity, 0);
            expect(line.serialNumbers.includes(serial)).toBe(netOfSerial > 0);
          }
        }
        const received = after.lines.map(({ receivedQuantity }) => receivedQuantity);
        const isAll = received.every((quantity) => quantity >= QUANTITY);
        const isNone = received.every((quantity) => quantity === 0);
        expect(after.status).toBe(isAll ? 'received' : isNone ? 'placed' : 'partially_received');
      }),
    );
  });
});

describe('a purchase order for Autotask', () => {
  const own = { id: 0, companyName: 'MSP', address1: '1 Example Street', state: 'A state with a very long name', isActive: true };

  it('ships to the own company where it says nothing, cut to what fits, and else to where it says', () => {
    const order = orderOf(1);

    const home = purchaseOrderRow(order, own);
    const away = purchaseOrderRow({ ...order, shipTo: 'Customer', shipToAddress: { street: '2 Other Street' } }, own);

    expect(home).toEqual({
      ...{ externalPONumber: 'PO-1', shipToName: 'MSP', shipToAddress1: '1 Example Street' },
      shipToState: 'A state with a very long ',
    });
    expect(away).toEqual({ externalPONumber: 'PO-1', shipToName: 'Customer', shipToAddress1: '2 Other Street' });
  });

  it('is refused before the call where there is nowhere to ship to, where a text is too long, or where a quantity is not whole', () => {
    const order = orderOf(1);
    const [line] = order.lines;

    expect(() => purchaseOrderRow(order, undefined)).toThrow('has no address to ship to');
    const long = purchaseOrderRow({ ...order, shipTo: 'x'.repeat(101) }, own);
    expect(fieldProblems(AUTOTASK_FIELDS, { entity: 'PurchaseOrders', row: long }, { isNew: true, choices: [] })).toMatchObject([
      { field: 'shipToName', text: expect.stringContaining('shipToName has 101 characters') },
    ]);
    expect(() =>
      purchaseOrderItemRow(
        { ...line, quantity: 1.5 } as PurchaseOrder['lines'][number],
        { field: 'productID', id: 1 },
        { locationId: 1, memo: '' },
      ),
    ).toThrow('whole units only');
  });
});
