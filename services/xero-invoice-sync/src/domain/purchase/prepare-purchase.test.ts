import { describe, expect, it } from '@jest/globals';
import { CHART } from '../../../test/invoices.ts';
import { order, orderLine, purchases } from '../../../test/orders.ts';
import { isOrderMarkedFor, preparePurchase, type PurchaseDocument } from './prepare-purchase.ts';
import { statusesFrom } from './purchase-order.ts';

function documentOf(source: ReturnType<typeof order>, options: ReturnType<typeof purchases>): PurchaseDocument {
  const prepared = preparePurchase(source, options, CHART);
  if (prepared.kind !== 'document') throw new Error(prepared.problem.message);
  return prepared.document;
}

describe('what a purchase order becomes in Xero', () => {
  it('XI-45: is a purchase order with lines, freight and our mark, in the chosen state', () => {
    const source = order({ memo: 'For ticket\nT1', freight: '7.50', deliveryDate: '2026-11-20' });

    expect(documentOf(source, purchases({ status: 'BILLED', isNumberedByAutotask: true, isMemoInReference: true }))).toEqual({
      ...{
        kind: 'purchase-order',
        number: 'PO-1',
        reference: 'For ticket T1 AT-PO:700',
        date: '2026-11-02',
        dueDate: '2026-11-20',
      },
      ...{ currency: 'NZD', status: 'BILLED' },
      lines: [
        { description: 'Demo router', quantity: '3', unitAmount: '12.5', lineAmount: '37.50', accountCode: '260' },
        { description: 'Freight', quantity: '1', unitAmount: '7.50', lineAmount: '7.50', accountCode: '200' },
      ],
    });
  });

  it("XI-45, PO-5: is a bill by the vendor's invoice number, due by the payment term", () => {
    const source = order({ vendorInvoiceNumber: 'VI-9', paymentDueInDays: 30 });
    const bill = documentOf(source, purchases({ as: 'bill' }));

    expect(bill).toMatchObject({ kind: 'bill', number: 'VI-9 AT-PO:700', dueDate: '2026-12-02' });
    expect(bill).not.toHaveProperty('reference');
    expect(isOrderMarkedFor('VI-9 AT-PO:700', '700')).toBe(true);
    expect(isOrderMarkedFor('VI-9 AT-PO:700', '70')).toBe(false);
  });

  it('XI-24: takes the default account for a code that is not mapped, with the exact note', () => {
    const prepared = preparePurchase(order({ lines: [orderLine({ billingCodeId: '8' })] }), purchases(), CHART);

    expect(prepared).toMatchObject({
      notes: ['No matching Account Code for AT allocation Code Id: 8 using default xero code 200'],
      document: { lines: [{ accountCode: '200' }] },
    });
  });

  it.each([
    ['3', '12.3456', { lineAmount: '37.04', unitAmount: '12.3456' }],
    ['3', '12.34567', { lineAmount: '37.04', unitAmount: '12.3457' }],
    ['1000', '0.12345', { lineAmount: '123.45' }],
    ['-2', '10.00', { lineAmount: '-20.00', unitAmount: '-20.00', quantity: '1' }],
  ])(
    'XI-25: of %s at %s each has a unit cost only where it makes the amount of the line to the cent',
    (...[quantity, unitCost, told]) => {
      const { lines } = documentOf(order({ lines: [orderLine({ quantity, unitCost })] }), purchases());

      expect(lines).toEqual([{ description: 'Demo router', accountCode: '260', quantity, ...told }]);
    },
  );

  it('XI-45: faults before anything is sent where Xero would refuse it', () => {
    const closed = { ...CHART, currencies: new Set(['NZD']), lockedUntil: '2026-11-02' };
    const codeOf = (...given: Parameters<typeof preparePurchase>) => {
      const prepared = preparePurchase(...given);
      return prepared.kind === 'fault' ? prepared.problem.code : undefined;
    };

    expect(codeOf(order({ lines: [] }), purchases(), CHART)).toBe('ORDER_EMPTY');
    expect(codeOf(order(), purchases({ as: 'bill', status: 'BILLED' }), CHART)).toBe('BAD_STATUS');
    expect(codeOf(order({ currency: 'USD' }), purchases(), closed)).toBe('CURRENCY_NOT_ENABLED');
    expect(codeOf(order(), purchases({ as: 'bill' }), closed)).toBe('PERIOD_LOCKED');
    expect(codeOf(order(), purchases(), closed)).toBeUndefined();
  });

  it('XI-45: is taken in the chosen status, or one that it comes to later', () => {
    expect(statusesFrom('received partial')).toEqual(['received partial', 'received full']);
  });
});
