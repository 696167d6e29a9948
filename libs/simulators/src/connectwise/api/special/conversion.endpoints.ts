import { jsonText } from '../../../http/json-text.ts';
import type { Json } from '../../metadata/entity-definition.ts';
import { requireEntity } from '../../metadata/registry.ts';
import { notFound } from '../../refusal.ts';
import type { Row, Values } from '../../store/database.ts';
import { nowText } from '../../tenant.ts';
import { amend, amount, defaultOf, money } from '../../write/proposal.ts';
import { targetOf, type Body } from '../../write/writer.ts';
import { readObject, reply, type ApiCall, type Reply } from '../reply.ts';
import { toJson } from '../to-json.ts';
import { opportunity } from './opportunity.endpoints.ts';
import type { SpecialEndpoint } from './special-endpoint.ts';

/** connectwise.md 11, Conversions: each answers 201 with the full target object. */
export const CONVERSION_ENDPOINTS: readonly SpecialEndpoint[] = [
  conversion('convertToSalesOrder', 'Order', 'salesOrderId', orderOf),
  conversion('convertToAgreement', 'Agreement', 'agreementId', agreementOf),
  conversion('convertToProject', 'Project', 'projectId', projectOf),
  conversion('convertToServiceTicket', 'Ticket', 'ticketId', ticketOf),
  fromOrder('convertToProject', 'Project', 'projectId', projectOf),
  fromOrder('convertToServiceTicket', 'Ticket', 'ticketId', ticketOf),
];

type MakeBody = (source: Row, given: Body, api: ApiCall) => Body;

function conversion(verb: string, target: string, idMember: string, bodyOf: MakeBody): SpecialEndpoint {
  return {
    method: 'POST',
    path: `sales/opportunities/{}/${verb}`,
    entity: 'Opportunity',
    right: 'edit',
    handle: (api, [id = 0]) => convert(api, opportunity(api, id), { target, idMember, bodyOf }),
  };
}

function fromOrder(verb: string, target: string, idMember: string, bodyOf: MakeBody): SpecialEndpoint {
  return {
    method: 'POST',
    path: `sales/orders/{}/${verb}`,
    entity: 'Order',
    right: 'edit',
    handle: (api, [id = 0]) => {
      const order = api.tenant.database.row('Order', id);
      if (!order) throw notFound('Order', id);
      return convert(api, order, { target, idMember, bodyOf });
    },
  };
}

interface Conversion {
  target: string;
  /** Names the object to append to. */
  idMember: string;
  bodyOf: MakeBody;
}

function convert(api: ApiCall, source: Row, { target, idMember, bodyOf }: Conversion): Reply {
  const { tenant, writer, actor, call } = api;
  const given = readObject(call);
  const existing = given[idMember];
  const row = typeof existing === 'number' ? tenant.database.row(target, existing) : undefined;
  if (typeof existing === 'number' && !row) throw notFound(target, existing);
  const made = row ?? writer.create(targetOf(target, actor), bodyOf(source, given, api));
  takeProducts(api, { source, given, target, made });
  const after = tenant.database.row(target, made.id) ?? made;
  return reply(201, toJson(tenant, requireEntity(target), after));
}

const PARENT: Readonly<Record<string, string>> = {
  Order: 'salesOrder',
  Project: 'project',
  Ticket: 'ticket',
  Agreement: 'agreement',
};

interface Taken {
  source: Row;
  given: Body;
  target: string;
  made: Row;
}

/** All products with includeAllProductsFlag, or those that are named; they keep the opportunity too. */
function takeProducts(api: ApiCall, { source, given, target, made }: Taken): void {
  const { tenant } = api;
  const named = (Array.isArray(given['includeProductIds']) ? given['includeProductIds'] : []) as readonly Json[];
  const products = tenant.database.filter(
    'Product Item',
    ({ id, values }) =>
      [values['opportunity'], values['salesOrder']].includes(source.id) &&
      (given['includeAllProductsFlag'] === true || named.includes(id)),
  );
  for (const product of products) {
    amend(tenant, 'Product Item', product.id, { [PARENT[target] ?? '']: made.id });
    if (target === 'Agreement') addAddition(api, made, product);
  }
  if (target === 'Order') summarize(api, made.id);
}

function addAddition({ writer, actor, tenant }: ApiCall, agreement: Row, product: Row): void {
  const { catalogItem, quantity, price, cost, billableOption } = product.values;
  const body = {
    product: { id: catalogItem ?? null },
    quantity: quantity ?? 1,
    unitPrice: price ?? 0,
    unitCost: cost ?? 0,
    billCustomer: billableOption ?? 'Billable',
    opportunity: { id: product.values['opportunity'] ?? null },
    effectiveDate: agreement.values['startDate'] ?? now(tenant),
  };
  writer.create({ ...targetOf('Addition', actor), parentId: agreement.id }, body);
}

function summarize({ tenant }: ApiCall, orderId: number): void {
  const products = tenant.database.filter('Product Item', ({ values }) => values['salesOrder'] === orderId);
  const subTotal = money(products.reduce((sum, { values }) => sum + amount(values['extPrice']), 0));
  amend(tenant, 'Order', orderId, { productIds: products.map(({ id }) => id), subTotal, taxTotal: 0, total: subTotal });
}

const idOf = (value: Json | undefined): Json => ({ id: value ?? null });
const optional = (name: string, value: Json | undefined): Body => (value === undefined ? {} : { [name]: idOf(value) });

function orderOf({ id, values }: Row, _given: Body, { tenant }: ApiCall): Body {
  return {
    company: idOf(values['company']),
    ...optional('contact', values['contact']),
    status: idOf(defaultOf(tenant, 'Order Status') ?? undefined),
    salesRep: idOf(values['primarySalesRep']),
    opportunity: { id },
    orderDate: now(tenant),
    ...optional('billingTerms', values['billingTerms']),
    ...(values['customerPO'] === undefined ? {} : { poNumber: values['customerPO'] }),
  };
}

function agreementOf({ id, values }: Row, given: Body, { tenant }: ApiCall): Body {
  return {
    name: given['name'] ?? values['name'] ?? '',
    type: given['type'] ?? idOf(defaultOf(tenant, 'Agreement Type') ?? undefined),
    company: idOf(values['company']),
    contact: idOf(values['contact']),
    opportunity: { id },
    startDate: given['startDate'] ?? now(tenant),
    ...optional('billingTerms', values['billingTerms']),
  };
}

function projectOf({ id, values }: Row, given: Body, { tenant }: ApiCall): Body {
  const at = now(tenant);
  return {
    name: given['name'] ?? values['name'] ?? `Project of order ${id}`,
    company: idOf(values['company']),
    ...optional('contact', values['contact']),
    board: given['board'] ?? idOf(defaultOf(tenant, 'Service Board') ?? undefined),
    ...(given['manager'] === undefined ? {} : { manager: given['manager'] }),
    ...opportunityOf({ id, values }),
    estimatedStart: given['estimatedStart'] ?? at,
    estimatedEnd: given['estimatedEnd'] ?? at,
    billingMethod: 'ActualRates',
  };
}

function ticketOf({ id, values }: Row, given: Body): Body {
  return {
    summary: given['summary'] ?? jsonText(values['name'] ?? `Order ${id}`).slice(0, 100),
    company: idOf(values['company']),
    ...optional('contact', values['contact']),
    ...(given['board'] === undefined ? {} : { board: given['board'] }),
    ...opportunityOf({ id, values }),
  };
}

/** An order has an opportunity; an opportunity is one. */
function opportunityOf({ id, values }: { id: number; values: Values }): Body {
  if ('salesRep' in values) return optional('opportunity', values['opportunity']);
  return { opportunity: { id } };
}

function now(tenant: ApiCall['tenant']): string {
  return nowText(tenant);
}
