import { jsonText } from '../../../http/json-text.ts';
import type { ErrorEntry } from '../../refusal.ts';
import type { Values } from '../../store/database.ts';
import type { Tenant } from '../../tenant.ts';
import { amend, amount, defaultOf, money, problem, type EntityRules, type Proposal } from '../proposal.ts';

/** connectwise.md 8 and 11, CatalogItem. */
export const catalogItemRules: EntityRules = {
  check: (proposal) => [...checkRecurrence(proposal), ...checkCategories(proposal)],
  derive: ({ tenant, values }) => ({
    category: values['category'] ?? tenant.database.row('Product SubCategory', values['subcategory'])?.values['category'] ?? null,
    unitOfMeasure: values['unitOfMeasure'] ?? defaultOf(tenant, 'Unit Of Measure'),
  }),
  checkDelete: ({ database }, { id }) =>
    database.find('Product Item', ({ values }) => values['catalogItem'] === id)
      ? 'Catalog Item is in use and cannot be deleted.'
      : undefined,
};

/** A recurring item needs a cycle, or says that it is charged once, in the same request. */
function checkRecurrence({ values }: Proposal): ErrorEntry[] {
  const hasRecurrence = (values['recurringBillCycle'] ?? null) !== null || values['recurringOneTimeFlag'] === true;
  if (values['recurringFlag'] !== true || hasRecurrence) return [];
  const message = 'recurringBillCycle or recurringOneTimeFlag is required.';
  return ['recurringOneTimeFlag', 'recurringBillCycle/id'].map((field) =>
    problem('catalogItem', 'MissingRequiredField', field, message),
  );
}

function checkCategories({ tenant, values }: Proposal): ErrorEntry[] {
  const inactive = [
    inactiveEntry(tenant, 'Product Category', values['category'], 'category/id'),
    inactiveEntry(tenant, 'Product SubCategory', values['subcategory'], 'subcategory/id'),
  ].filter((entry) => entry !== undefined);
  if (inactive.length > 0) return inactive;
  const subcategory = tenant.database.row('Product SubCategory', values['subcategory']);
  const parent = subcategory?.values['category'];
  if (!tenant.switches.categoryMustMatch || !subcategory || parent === values['category']) return [];
  const message = `Product SubCategory ${subcategory.id} not found for Product Category ${jsonText(values['category'])}`;
  return [problem('catalogItem', tenant.switches.badReferenceCode, 'subcategory/id', message)];
}

/** "80 is an inactive category." (connectwise.md 8; wording, code and field are unconfirmed). */
function inactiveEntry({ database, switches }: Tenant, entity: string, id: unknown, field: string): ErrorEntry | undefined {
  if (database.row(entity, id)?.values['inactiveFlag'] !== true) return undefined;
  const message = `${String(id)} is an inactive ${switches.inactiveCategoryText}`;
  return problem('catalogItem', switches.inactiveCategoryCode, switches.inactiveCategoryField ?? field, message);
}

/** connectwise.md 11, PurchaseOrder: closedFlag changes only through the status. */
export const purchaseOrderRules: EntityRules = {
  derive: ({ tenant, previous, values, at }) => ({
    closedFlag: tenant.database.row('Purchase Order Status', values['status'])?.values['closedFlag'] ?? false,
    ...(previous ? {} : { poDate: values['poDate'] ?? at, poNumber: values['poNumber'] ?? nextNumber(tenant) }),
    ...totals(amount(values['subTotal']), values),
  }),
};

function nextNumber({ database }: Tenant): string {
  return `PO${database.table('Purchase Order').highestId() + 1}`;
}

function totals(subTotal: number, values: Values): Values {
  return { subTotal, total: money(subTotal + amount(values['salesTax']) + amount(values['freightCost'])) };
}

export const lineItemRules: EntityRules = {
  derive: ({ values }) => ({ extCost: money(amount(values['quantity']) * amount(values['unitCost'])) }),
  follow(tenant, { before, after }) {
    const orderId = (after ?? before)?.values['purchaseOrder'];
    const order = tenant.database.row('Purchase Order', orderId);
    if (!order) return;
    const lines = tenant.database.filter('Purchase Order Line Item', ({ values }) => values['purchaseOrder'] === orderId);
    const subTotal = money(lines.reduce((sum, { values }) => sum + amount(values['extCost']), 0));
    amend(tenant, 'Purchase Order', order.id, totals(subTotal, order.values));
  },
};
