import { invalidInput } from '@psa-bridge/core';
import type { PurchaseOrder } from '@psa-bridge/records';
import { requireStatus, totalOf, type OrderChanges } from './order-rules.ts';

/** What a person changes of an order; a field that is given as undefined is cleared. */
export interface OrderEdit extends Partial<Pick<OrderChanges, 'shipTo' | 'shipToAddress' | 'receivingLocation' | 'memo'>> {
  distributorId?: string | undefined;
  /** Those that change. */
  lines?: readonly LineEdit[] | undefined;
  /** Ids of those that are taken off. */
  removeLines?: readonly string[] | undefined;
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
 * @throws AppError `order_status_conflict`, `order_empty`, `unknown_line` naming it
 */
export function editOrder(order: PurchaseOrder, edit: OrderEdit, editor: string): OrderChanges {
  requireStatus(order, ['draft', 'awaiting_approval', 'approved'], 'changed');
  const { distributorId = order.distributorId, lines: changed = [], removeLines: removed = [], ...rest } = edit;
  requireNamedOnce(order.lines, changed, removed);
  const lines = order.lines.filter(({ id }) => !removed.includes(id)).map((line) => withEdit(line, changed));
  if (lines.length === 0) throw problemWith('order_empty', 'body.removeLines', 'leave a line on the order, or cancel it');
  const isAnother = distributorId !== order.distributorId || lines.some((line, index) => line !== order.lines[index]);
  if (!isAnother && removed.length === 0) return rest;
  return {
    ...{ ...rest, distributorId, lines, total: totalOf(lines) },
    ...{ status: 'draft', requestedBy: editor, approvedBy: undefined, placingFailure: undefined },
  };
}

function requireNamedOnce(lines: PurchaseOrder['lines'], changed: readonly LineEdit[], removed: readonly string[]): void {
  const named = [
    ...changed.map(({ id }, index) => ({ id, field: `body.lines.${index}.id` })),
    ...removed.map((id, index) => ({ id, field: `body.removeLines.${index}` })),
  ];
  const known = new Set(lines.map(({ id }) => id));
  const wrong = named.find(({ id }) => !known.delete(id));
  if (wrong) throw problemWith('unknown_line', wrong.field, 'name each line of the order at most once, by its id');
}

function problemWith(code: string, field: string, message: string) {
  return invalidInput(code, `${field}: ${message}.`, { details: { problems: [{ field, message }] }, expected: true });
}

type Line = PurchaseOrder['lines'][number];

function withEdit(line: Line, edits: readonly LineEdit[]): Line {
  const { quantity = line.quantity, unitCost = line.unitCost } = edits.find(({ id }) => id === line.id) ?? {};
  return quantity === line.quantity && unitCost === line.unitCost ? line : { ...line, quantity, unitCost };
}
