import { describe, expect, it } from '@jest/globals';
import { isAppError, newId } from '@psa-bridge/core';
import type { BusinessRecord, ProcurementItem, PurchaseOrder } from '@psa-bridge/records';
import fc from 'fast-check';
import { dismiss, itemOnOrder, restore } from './item-rules.ts';
import { editOrder } from './order-edit.ts';
import { beginPlacing, cancel, endPlacing, failPlacing, placeManually, type PlacingWay } from './order-placing.ts';
import { afterReservation, approve, draftOrder, totalOf, type OrderChanges } from './order-rules.ts';

const ITEMS = ['a', 'b', 'c'] as const;
const PEOPLE = ['ann', 'bob'] as const;
const THRESHOLD = '25.00';
const MINUTE_MS = 60_000;

/** Two orders over three items, moved by the rules alone; what a rule refuses changes nothing. */
class Warehouse {
  readonly items = new Map<string, ProcurementItem>(ITEMS.map((id) => [id, freshItem(id)]));
  readonly orders = new Map<string, PurchaseOrder>();
  now = 0;

  order(id: string, wanted: readonly string[], requestedBy: string): void {
    if (this.orders.has(id)) return;
    const items = wanted.map((itemId) => ({ _id: itemId, data: this.item(itemId) }) as BusinessRecord<'procurement_item'>);
    const draft = attempt(() =>
      draftOrder({ distributorId: 'd', items: wanted.map((itemId) => ({ id: itemId })) }, items, { number: id, requestedBy }),
    );
    if (draft)
      this.orders.set(id, {
        ...(draft as PurchaseOrder),
        status: 'draft',
        lines: draft.lines.map((line) => ({ ...line, receivedQuantity: 0, serialNumbers: [] })),
      });
  }

  settle(id: string): void {
    const order = this.orders.get(id);
    if (!order) return;
    let taken: string | undefined;
    const has = ITEMS.filter((itemId) => this.item(itemId).purchaseOrderId === id);
    for (const itemId of new Set([...order.lines.map(({ procurementItemId }) => procurementItemId), ...has].sort())) {
      const becomes = itemOnOrder(this.item(itemId), id, order, itemId);
      if (becomes === 'taken') taken = itemId;
      else this.items.set(itemId, changed(this.item(itemId), becomes));
      if (taken !== undefined) break;
    }
    const before = order.status;
    this.change(id, (current) => afterReservation(current, { taken, approvalAbove: THRESHOLD }));
    if (before !== this.orders.get(id)?.status) this.settle(id);
  }

  change(id: string, rule: (order: PurchaseOrder) => OrderChanges | undefined): void {
    const order = this.orders.get(id);
    if (!order) return;
    const changes = attempt(() => rule(order));
    if (changes) this.orders.set(id, changed(order, changes));
  }

  item(id: string): ProcurementItem {
    return this.items.get(id) ?? freshItem(id);
  }
}

function freshItem(name: string): ProcurementItem {
  return { name, source: 'quote', quantity: 1, unitCost: '10.00', status: 'pending', receivedQuantity: 0, serialNumbers: [] };
}

function changed<Data extends object>(data: Data, changes: object): Data {
  return Object.fromEntries(Object.entries({ ...data, ...changes }).filter(([, value]) => value !== undefined)) as Data;
}

/** Undefined where the rule refuses; anything but a refusal is a bug. */
function attempt<Result>(rule: () => Result): Result | undefined {
  try {
    return rule();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return undefined;
  }
}

class Step implements fc.Command<{ placed: Set<string> }, Warehouse> {
  readonly name: string;
  readonly act: (warehouse: Warehouse) => void;
  constructor(name: string, act: (warehouse: Warehouse) => void) {
    this.name = name;
    this.act = act;
  }
  check(): boolean {
    return true;
  }
  run(model: { placed: Set<string> }, warehouse: Warehouse): void {
    this.act(warehouse);
    holds(warehouse, model.placed);
  }
  toString(): string {
    return this.name;
  }
}

function holds({ items, orders }: Warehouse, placed: Set<string>): void {
  for (const [id, order] of orders) {
    const isOut = ['placing', 'placed', 'received'].includes(order.status);
    const isLarge = Number(order.total) > Number(THRESHOLD);
    // Nothing above the threshold leaves without somebody else's word.
    if (isOut && isLarge) expect(order.approvedBy).toBe(order.requestedBy === 'ann' ? 'bob' : 'ann');
    // What is past its draft has the items of its lines and no others.
    const has = [...items].filter(([, item]) => item.purchaseOrderId === id).map(([itemId]) => itemId);
    if (['awaiting_approval', 'approved', 'placing', 'placed'].includes(order.status))
      expect(has.sort()).toEqual(order.lines.map(({ procurementItemId }) => procurementItemId).sort());
    expect(order.total).toBe(totalOf(order.lines));
    if (order.placedAt !== undefined) placed.add(id);
  }
  for (const item of items.values()) {
    const free = ['pending', 'dismissed', 'cancelled'].includes(item.status);
    expect(item.purchaseOrderId === undefined).toBe(free);
    expect(item.dismissedBecause !== undefined).toBe(item.status === 'dismissed');
  }
  // Once placed, an order is never unplaced.
  for (const id of placed) expect(orders.get(id)?.placedBy).toBeDefined();
}

const anOrder = fc.constantFrom('one', 'two');
const anItem = fc.constantFrom(...ITEMS);
const aPerson = fc.constantFrom(...PEOPLE);
const aWay = fc.constantFrom<PlacingWay>({ by: 'email', to: 'to@example.com' }, { by: 'distributor' });

function told(order: PurchaseOrder, outcome: string, now: number): OrderChanges | undefined {
  const at = new Date(now);
  if (outcome === 'taken') return endPlacing(order, order.placingSince, { at });
  const failure = { code: outcome, message: outcome, isUnclear: outcome === 'unclear' };
  return failPlacing(order, order.placingSince, { failure, at });
}

const by = (subject: string) => ({ subject, isAdmin: false });

const steps = [
  fc
    .tuple(anOrder, fc.uniqueArray(anItem, { minLength: 1 }), aPerson)
    .map(
      ([id, wanted, person]) => new Step(`${person} orders ${wanted.join()} as ${id}`, (all) => all.order(id, wanted, person)),
    ),
  anOrder.map((id) => new Step(`settle ${id}`, (all) => all.settle(id))),
  fc
    .tuple(anOrder, aPerson)
    .map(([id, person]) => new Step(`${person} approves ${id}`, (all) => all.change(id, (order) => approve(order, by(person))))),
  fc
    .tuple(anOrder, aWay)
    .map(
      ([id, way]) =>
        new Step(`${id} goes out by ${way.by}`, (all) => all.change(id, (order) => beginPlacing(order, way, new Date(all.now)))),
    ),
  fc
    .tuple(anOrder, fc.constantFrom('taken', 'refused', 'unclear'))
    .map(([id, outcome]) => new Step(`${id} is ${outcome}`, (all) => all.change(id, (order) => told(order, outcome, all.now)))),
  fc
    .tuple(anOrder, aPerson, fc.integer({ min: 1, max: 4 }))
    .map(
      ([id, person, quantity]) =>
        new Step(`${person} wants ${quantity} of each on ${id}`, (all) =>
          all.change(id, (order) => editOrder(order, { lines: order.lines.map((line) => ({ id: line.id, quantity })) }, person)),
        ),
    ),
  fc
    .tuple(anOrder, aPerson, anItem)
    .map(
      ([id, person, itemId]) =>
        new Step(`${person} takes ${itemId} off ${id}`, (all) =>
          all.change(id, (order) =>
            editOrder(order, { removeLines: order.lines.filter((line) => line.name === itemId).map((line) => line.id) }, person),
          ),
        ),
    ),
  anOrder.map((id) => new Step(`place ${id}`, (all) => all.change(id, (order) => placeManually(order, new Date(all.now))))),
  anOrder.map(
    (id) =>
      new Step(`cancel ${id}`, (all) => {
        all.change(id, (order) => cancel(order, { reason: 'because', now: new Date(all.now) }));
        all.settle(id);
      }),
  ),
  anItem.map(
    (id) =>
      new Step(`dismiss ${id}`, (all) =>
        all.items.set(id, changed(all.item(id), attempt(() => dismiss(all.item(id), 'because')) ?? {})),
      ),
  ),
  anItem.map(
    (id) =>
      new Step(`restore ${id}`, (all) => all.items.set(id, changed(all.item(id), attempt(() => restore(all.item(id))) ?? {}))),
  ),
  fc.constant(new Step('a minute passes', (all) => void (all.now += MINUTE_MS))),
];

describe('purchase orders over procurement items', () => {
  it('FP-11: never share an item, never leave unapproved above the threshold, and free their items when cancelled', () => {
    fc.assert(
      fc.property(fc.commands(steps, { maxCommands: 40 }), (commands) =>
        fc.modelRun(() => ({ model: { placed: new Set<string>() }, real: new Warehouse() }), commands),
      ),
      { numRuns: 500 },
    );
  });

  it('cost the exact sum of their lines', () => {
    const line = fc.record({ quantity: fc.integer({ min: 1, max: 1_000 }), cents: fc.integer({ min: 0, max: 1_000_000 }) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 50 }), (lines) => {
        const total = totalOf(lines.map(({ quantity, cents }) => ({ quantity, unitCost: (cents / 100).toFixed(2) })));
        const exact = lines.reduce((sum, { quantity, cents }) => sum + BigInt(quantity) * BigInt(cents), 0n);
        expect(total).toBe(`${exact / 100n}.${String(exact % 100n).padStart(2, '0')}`);
      }),
    );
  });

  it('that are on their way are taken over only when that try must have died', () => {
    const order = changed({} as PurchaseOrder, {
      ...{ number: 'PO-1', status: 'placing', placingBy: 'email', placingSince: new Date(0).toISOString() },
    });
    const mail = { by: 'email', to: 'to@example.com' } as const;
    const late = new Date(2 * MINUTE_MS);

    expect(() => beginPlacing(order, mail, new Date(2 * MINUTE_MS - 1))).toThrow('on its way to the distributor right now');
    expect(() => cancel(order, { reason: 'because', now: new Date(1) })).toThrow('on its way to the distributor right now');
    expect(beginPlacing(order, mail, late)).toMatchObject({ status: 'placing' });
    expect(() => beginPlacing(order, { by: 'distributor' }, late)).toThrow('may have reached the distributor by email');
    // The try that was taken over says nothing of the one that replaced it.
    const failure = { code: 'c', message: 'm', isUnclear: false };
    expect(failPlacing(order, new Date(1).toISOString(), { failure, at: late })).toBeUndefined();
  });
});

describe('an item on an order', () => {
  it('counts as received only when all of it came', () => {
    const id = newId();
    const received = (receivedQuantity: number) => {
      const line = { id, procurementItemId: 'a', name: 'a', quantity: 2, unitCost: '1.00', receivedQuantity, serialNumbers: [] };
      const order = {
        number: 'PO-1',
        distributorId: 'd',
        status: 'placed',
        total: '2.00',
        lines: [line],
      } satisfies PurchaseOrder;
      return itemOnOrder(freshItem('a'), 'one', order, 'a');
    };

    expect([0, 1, 2].map(received)).toMatchObject([
      { status: 'ordered' },
      { status: 'partially_received' },
      { status: 'received' },
    ]);
  });
});
