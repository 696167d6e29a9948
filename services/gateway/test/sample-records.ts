import { newId } from '@psa-bridge/core';
import type { RecordInput, RecordStore, RecordType } from '@psa-bridge/records';

/** What a creating request of each type sends, given the ids of records that it may name. */
export function sampleBodies(
  ids: Readonly<Record<RecordType, string>>,
): Readonly<Partial<Record<RecordType, Readonly<Record<string, unknown>>>>> {
  const { company, contact, category, product, service, opportunity, procurement_item } = ids;
  return {
    company: { name: 'Example Ltd' },
    contact: { companyId: company, firstName: 'Ann', email: 'ann@example.test' },
    category: { name: 'Hardware', parentId: category },
    product: { name: 'Laptop', categoryId: category },
    service: { name: 'Support', categoryId: category },
    opportunity: { name: 'Deal', companyId: company, contactId: contact },
    quote: {
      title: 'Offer',
      companyId: company,
      contactId: contact,
      opportunityId: opportunity,
      items: [
        { name: 'Laptop', quantity: 1, unitPrice: '1.00', productId: product },
        { name: 'Support', quantity: 1, unitPrice: '1.00', serviceId: service },
      ],
    },
    purchase_order: { distributorId: company, items: [{ id: procurement_item, unitCost: '1.00' }] },
    field_value: { kind: 'lead_source', key: 'web', label: 'Web' },
  };
}

/** One record of each type in a tenant. */
export async function seedRecords(store: RecordStore, tenantId: string): Promise<Readonly<Record<RecordType, string>>> {
  const records = store.forTenant(tenantId);
  const create = async <Type extends RecordType>(type: Type, data: RecordInput<Type>): Promise<string> =>
    (await records.create(type, data, { source: 'test', pushTo: [] }))._id;

  const company = await create('company', { name: 'Example Ltd' });
  const contact = await create('contact', { companyId: company, firstName: 'Ann', email: 'ann@example.test' });
  const category = await create('category', { name: 'Hardware' });
  const product = await create('product', { name: 'Laptop', categoryId: category });
  const service = await create('service', { name: 'Support', categoryId: category });
  const opportunity = await create('opportunity', { name: 'Deal', companyId: company });
  const quote = await create('quote', { title: 'Offer', companyId: company, opportunityId: opportunity });
  const field_value = await create('field_value', { kind: 'stage', key: 'won', label: 'Won' });
  const quoteLine = { name: 'Laptop', quantity: 1 };
  const ticket = await create('ticket', {
    ...{ title: 'Order', quoteId: quote, companyId: company, dueDate: '2026-01-31' },
    lines: [{ ...quoteLine, id: newId(), quoteItemId: newId(), unitPrice: '1.00' }],
  });
  const sales_order = await create('sales_order', {
    ...{ title: 'Order', quoteId: quote, companyId: company },
    lines: [{ ...quoteLine, id: newId(), quoteItemId: newId(), unitPrice: '1.00' }],
  });
  const ticket_charge = await create('ticket_charge', {
    ...quoteLine,
    ticketExternalId: '1',
    madeAt: '2026-01-01T00:00:00Z',
  });
  const procurement_item = await create('procurement_item', { ...quoteLine, source: 'quote', quoteId: quote });
  const purchase_order = await create('purchase_order', {
    ...{ number: 'PO-1', distributorId: company, total: '1.00' },
    lines: [{ ...quoteLine, id: newId(), procurementItemId: procurement_item, unitCost: '1.00' }],
  });
  const agreement = await create('agreement', { name: 'Managed', companyId: company, startDate: '2026-01-01' });
  const stock_level = await create('stock_level', { productId: product, location: '1' });
  return {
    ...{ company, contact, category, product, service, opportunity, quote, field_value },
    ...{ ticket, ticket_charge, sales_order, procurement_item, purchase_order, agreement, stock_level },
  };
}
