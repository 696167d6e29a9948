import type { Json } from '../../metadata/entity-definition.ts';
import { requireEntity } from '../../metadata/registry.ts';
import { invalidObject, notFound, refuse } from '../../refusal.ts';
import type { Row, Values } from '../../store/database.ts';
import { applyOperations, readOperations } from '../../write/patch.ts';
import { amount, defaultOf, money, problem } from '../../write/proposal.ts';
import { targetOf, type Body } from '../../write/writer.ts';
import { NO_CONTENT, readJson, readObject, reply, type ApiCall, type Reply } from '../reply.ts';
import { showReference, toJson } from '../to-json.ts';
import type { SpecialEndpoint } from './special-endpoint.ts';

const FORECAST = 'sales/opportunities/{}/forecast';
const FORECAST_ITEM = `${FORECAST}/{}`;
const own = { entity: 'Forecast Item', right: 'edit' } as const;

/** connectwise.md 11, Forecast. */
export const OPPORTUNITY_ENDPOINTS: readonly SpecialEndpoint[] = [
  { ...own, method: 'GET', path: FORECAST, right: 'inquire', handle: (api, [id = 0]) => reply(200, forecastOf(api, id)) },
  {
    ...own,
    method: 'GET',
    path: `${FORECAST}/count`,
    right: 'inquire',
    handle: (api, [id = 0]) => reply(200, { count: itemsOf(api, opportunity(api, id).id).length }),
  },
  { ...own, method: 'POST', path: FORECAST, right: 'add', handle: (api, [id = 0]) => addItems(api, id, 201) },
  { ...own, method: 'PUT', path: FORECAST, handle: replaceItems },
  {
    ...own,
    method: 'DELETE',
    path: FORECAST,
    right: 'delete',
    handle: (api, [id = 0]) => {
      removeItems(api, opportunity(api, id).id);
      return NO_CONTENT;
    },
  },
  {
    ...own,
    method: 'GET',
    path: FORECAST_ITEM,
    right: 'inquire',
    handle: (api, [id = 0, itemId = 0]) => reply(200, toJson(api.tenant, item, itemOf(api, id, itemId))),
  },
  { ...own, method: 'PATCH', path: FORECAST_ITEM, handle: patchItem },
  {
    ...own,
    method: 'PUT',
    path: FORECAST_ITEM,
    handle: (api, [id = 0, itemId = 0]) => {
      const body = { opportunity: { id }, ...readObject(api.call) };
      const row = api.writer.replace(itemTarget(api), itemOf(api, id, itemId).id, body);
      return reply(200, toJson(api.tenant, item, row));
    },
  },
  {
    ...own,
    method: 'DELETE',
    path: FORECAST_ITEM,
    right: 'delete',
    handle: (api, [id = 0, itemId = 0]) => {
      api.writer.remove(itemTarget(api), itemOf(api, id, itemId).id);
      return NO_CONTENT;
    },
  },
];

const item = requireEntity('Forecast Item');
const itemTarget = ({ actor }: ApiCall) => targetOf('Forecast Item', actor);

export function opportunity({ tenant }: ApiCall, id: number): Row {
  const row = tenant.database.row('Opportunity', id);
  if (!row) throw notFound('Opportunity', id);
  return row;
}

function itemsOf({ tenant }: ApiCall, id: number): Row[] {
  return tenant.database.filter('Forecast Item', ({ values }) => values['opportunity'] === id);
}

function itemOf(api: ApiCall, id: number, itemId: number): Row {
  const row = api.tenant.database.row('Forecast Item', itemId);
  if (!row || row.values['opportunity'] !== opportunity(api, id).id) throw notFound('Forecast Item', itemId);
  return row;
}

const REVENUES = {
  productRevenue: 'Product',
  serviceRevenue: 'Service',
  agreementRevenue: 'Agreement',
  otherRevenue1: 'Other1',
  otherRevenue2: 'Other2',
};

function forecastOf(api: ApiCall, id: number): Json {
  const { tenant } = api;
  const { values } = opportunity(api, id);
  const rows = itemsOf(api, id);
  const included = rows.filter((row) => row.values['includeFlag'] !== false).map((row) => row.values);
  const byType = Object.entries(REVENUES).map(([name, type]) => [
    name,
    totalsOf(included.filter((one) => one['forecastType'] === type)),
  ]);
  const inStatus = (flag: string): Json =>
    totalsOf(included.filter((one) => tenant.database.row('Opportunity Status', one['status'])?.values[flag] === true));
  const open = included.filter((one) => tenant.database.row('Opportunity Status', one['status'])?.values['closedFlag'] !== true);
  return {
    id,
    forecastItems: rows.map((row) => toJson(tenant, item, row)),
    ...(Object.fromEntries(byType) as Record<string, Json>),
    forecastRevenueTotals: totalsOf(included),
    inclusiveRevenueTotals: totalsOf(included),
    recurringTotal: money(included.reduce((sum, one) => sum + amount(one['recurringRevenue']), 0)),
    wonRevenue: inStatus('wonFlag'),
    lostRevenue: inStatus('lostFlag'),
    openRevenue: totalsOf(open),
    salesTaxRevenue: amount(values['totalSalesTax']),
    forecastTotalWithTaxes: money(revenueOf(included) + amount(values['totalSalesTax'])),
    expectedProbability: amount(tenant.database.row('Sales Probability', values['probability'])?.values['probability']),
    ...reference(tenant, 'taxCode', 'Tax Code', values),
    ...reference(tenant, 'billingTerms', 'Billing Term', values),
    ...reference(tenant, 'currency', 'Currency', values),
  };
}

function reference(tenant: ApiCall['tenant'], name: string, entity: string, values: Values): Record<string, Json> {
  const shown = showReference(tenant, entity, values[name] ?? null);
  return shown === null ? {} : { [name]: shown };
}

function revenueOf(items: readonly Values[]): number {
  return items.reduce((sum, one) => sum + amount(one['revenue']), 0);
}

function totalsOf(items: readonly Values[]): Json {
  const revenue = money(revenueOf(items));
  const cost = money(items.reduce((sum, one) => sum + amount(one['cost']), 0));
  const percentage = revenue === 0 ? 0 : money(((revenue - cost) / revenue) * 100);
  return { revenue, cost, margin: money(revenue - cost), percentage };
}

/** Items need a status and a type; the opportunity is that of the path. */
function addItems(api: ApiCall, id: number, status: number): Reply {
  const { id: opportunityId } = opportunity(api, id);
  const { forecastItems } = readObject(api.call);
  if (!Array.isArray(forecastItems))
    throw invalidObject('forecast', [
      problem('forecast', 'MissingRequiredField', 'forecastItems', 'The forecastItems field is required.'),
    ]);
  for (const one of forecastItems as readonly Body[]) {
    if (one === null || typeof one !== 'object') throw refuse(400, 'InvalidObject', 'A forecast item must be an object.');
    const fallback = defaultOf(api.tenant, 'Opportunity Status');
    api.writer.create(itemTarget(api), { status: { id: fallback }, ...one, opportunity: { id: opportunityId } });
  }
  return reply(status, forecastOf(api, opportunityId));
}

/** PUT of the forecast replaces all items (unconfirmed). */
function replaceItems(api: ApiCall, [id = 0]: readonly number[]): Reply {
  if (api.tenant.switches.forecastPutReplaces) removeItems(api, opportunity(api, id).id);
  return addItems(api, id, 200);
}

function removeItems(api: ApiCall, id: number): void {
  for (const row of itemsOf(api, id)) api.writer.remove(itemTarget(api), row.id);
}

function patchItem(api: ApiCall, [id = 0, itemId = 0]: readonly number[]): Reply {
  const { tenant, call, writer } = api;
  const row = itemOf(api, id, itemId);
  const changed = applyOperations(tenant, item, toJson(tenant, item, row), readOperations(readJson(call), tenant));
  return reply(200, toJson(tenant, item, writer.update(itemTarget(api), row.id, changed)));
}
