import { invalidInput } from '@psa-bridge/core';
import type { PurchaseOrder } from '@psa-bridge/records';
import { requireStatus, totalOf, type OrderChanges } from './order-rules.ts';

/** What a person changes of an order; a field that is given as undefined is cleared. */
export interface OrderEdit extends Partial<Pick<OrderChanges, 'shipTo' | 'shipToAddress' | 'receivingLocation' | 'memo'>> {
  distributorId?: string | undefined;
  /** Those that change. */
  lines?: readonly LineEdit[] | undefined;
}

export interface LineEdit {
  id: string;
  quantity?: number | undefined;
  unitCost?: string | undefined;
}

/**
 * An order can be changed until it is placed. Other lines or another distributor make it a draft again that the editor asks
 * for: what was approved was another order (FP-11).
 *
 * @throws AppError `order_status_conflict`, `unknown_line` naming it
 */
export function editOrder(order: PurchaseOrder, edit: OrderEdit, editor: string): OrderChanges {
  requireStatus(order, ['draft', 'awaiting_approval', 'approved'], 'changed');
  const { distributorId = order.distributorId, lines: changed = [], ...rest } = edit;
  const lines = withEdits(order.lines, changed);
  const isAnother = distributorId !== order.distributorId || lines.some((line, index) => line !== order.lines[index]);
  if (!isAnother) return rest;
  return {
    ...{ ...rest, distributorId, lines, total: totalOf(lines) },
    ...{ status: 'draft', requestedBy: editor, approvedBy: undefined, placingFailure: undefined },
  };
}

function withEdits(lines: PurchaseOrder['lines'], edits: readonly LineEdit[]): PurchaseOrder['lines'] {
  const unknown = edits.findIndex(({ id }, index) => !lines.some((line) => line.id === id) || isRepeated(edits, index));
  if (unknown >= 0) {
    const problem = { field: `body.lines.${unknown}.id`, message: 'name each line of the order at most once, by its id' };
    throw invalidInput('unknown_line', `${problem.field}: ${problem.message}.`, {
      details: { problems: [problem] },
      expected: true,
    });
  }
  return lines.map((line) => {
    const { quantity = line.quantity, unitCost = line.unitCost } = edits.find(({ id }) => id === line.id) ?? {};
    return quantity === line.quantity && unitCost === line.unitCost ? line : { ...line, quantity, unitCost };
  });
}

function isRepeated(edits: readonly LineEdit[], index: number): boolean {
  return edits.findIndex(({ id }) => id === edits[index]?.id) !== index;
}
