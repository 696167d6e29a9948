import { invalidInput, type Caller } from '@psa-bridge/core';
import type { BusinessRecord, TenantRecords } from '@psa-bridge/records';
import { draftOrder, type OrderRequest } from '../../domain/procurement/order-rules.ts';
import type { Reference } from '../../domain/resources.ts';
import type { ProcurementSettings } from '../../ports.ts';
import { checkReferences } from '../check-references.ts';
import type { ClaimedSaves } from '../save-record.ts';
import type { ChangeOrderDeps } from './change-order.ts';

type Order = BusinessRecord<'purchase_order'>;

export interface SaveOrderDeps extends ChangeOrderDeps {
  saves: ClaimedSaves;
  settings: ProcurementSettings;
}

const NAMED: readonly Reference[] = [
  { path: 'distributorId', type: 'company' },
  { path: 'items.id', type: 'procurement_item' },
];

export interface Drafted {
  request: OrderRequest;
  items: readonly BusinessRecord<'procurement_item'>[];
}

/** A new order under this id, with its items reserved as far as they are free. */
export type SaveOrder = (caller: Caller, id: string, drafted: Drafted) => Promise<Order>;

export function makeSaveOrder({ saves, resource, settings, settle }: SaveOrderDeps): SaveOrder {
  return async function saveOrder(caller, id, { request, items }) {
    const requestedBy = caller.subject;
    // Refused before a number is spent on it.
    draftOrder(request, items, { number: 'PO', requestedBy });
    const draft = draftOrder(request, items, { number: await settings.takeNumber(caller.tenantId), requestedBy });
    const saved = await saves.createOnce(caller, resource, id, draft);
    return (await settle(caller.tenantId, id)) ?? (saved as Order);
  };
}

/** @throws AppError `unknown_reference` */
export async function checkNamed(own: TenantRecords, named: { receivingLocation?: string | undefined }): Promise<void> {
  await checkReferences(own, { references: NAMED }, named);
  const { receivingLocation: key } = named;
  if (key === undefined) return;
  const filters = { kind: 'inventory_location', key, isActive: true };
  if ((await own.search('field_value', { from: 0, size: 1, filters })).total > 0) return;
  const problem = { field: 'body.receivingLocation', message: 'there is no active inventory location with this key' };
  throw invalidInput('unknown_reference', `${problem.field}: ${problem.message}`, {
    details: { problems: [problem] },
    expected: true,
  });
}
