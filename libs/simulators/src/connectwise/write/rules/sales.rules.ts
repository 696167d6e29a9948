import { jsonText } from '../../../http/json-text.ts';
import type { Row, Values } from '../../store/database.ts';
import type { Tenant } from '../../tenant.ts';
import { amend, amount, defaultOf, money, problem, type EntityRules, type Proposal } from '../proposal.ts';

const HOME_LOCATION = 1;

/** connectwise.md 11, Opportunity: the server fills in what the sales representative's settings give. */
export const opportunityRules: EntityRules = {
  check: (proposal) => checkContact(proposal, 'opportunity'),
  derive(proposal) {
    const { tenant, previous, values, at } = proposal;
    const stage = values['stage'] ?? defaultOf(tenant, 'Sales Stage');
    const filled: Values = previous
      ? {}
      : {
          status: values['status'] ?? defaultOf(tenant, 'Opportunity Status'),
          stage,
          probability: values['probability'] ?? tenant.database.row('Sales Stage', stage)?.values['probability'] ?? null,
          ...homeOf(proposal),
          expectedCloseDate: values['expectedCloseDate'] ?? at,
          site: values['site'] ?? tenant.database.row('Company', values['company'])?.values['site'] ?? null,
          dateBecameLead: values['dateBecameLead'] ?? at,
        };
    return { ...filled, ...closing(proposal, { ...values, ...filled }) };
  },
  follow(tenant, { action, before }) {
    if (action !== 'deleted' || !before) return;
    for (const { id } of tenant.database.filter('Forecast Item', ({ values }) => values['opportunity'] === before.id))
      tenant.database.table('Forecast Item').remove(id);
  },
};

export function homeOf({ tenant, values }: Proposal): Values {
  const member = tenant.database.row('Member', values['primarySalesRep']);
  return {
    locationId: values['locationId'] ?? member?.values['salesDefaultLocation'] ?? HOME_LOCATION,
    businessUnitId: values['businessUnitId'] ?? member?.values['defaultDepartment'] ?? HOME_LOCATION,
  };
}

/** A closed status fills date and closer; an open one empties them. */
function closing({ tenant, at, memberId }: Proposal, values: Values): Values {
  if (!tenant.switches.closingFillsDates) return {};
  const isClosed = tenant.database.row('Opportunity Status', values['status'])?.values['closedFlag'] === true;
  if (!isClosed) return { closedDate: null, closedBy: null };
  const closer = tenant.database.find('Member', (row) => row.values['identifier'] === memberId);
  return { closedDate: values['closedDate'] ?? at, closedBy: values['closedBy'] ?? closer?.id ?? null };
}

/** A contact belongs to the company, or to none. */
export function checkContact({ tenant, values, sent }: Proposal, resource: string) {
  if (!('contact' in sent) && !('company' in sent)) return [];
  const contact = tenant.database.row('Contact', values['contact']);
  const company = contact?.values['company'] ?? null;
  if (!contact || company === null || company === values['company']) return [];
  const message = `Contact ${contact.id} not found for Company ${jsonText(values['company'])}`;
  return [problem(resource, tenant.switches.badReferenceCode, 'contact/id', message)];
}

/** connectwise.md 11: products on an opportunity create their own forecast rows. */
export const productItemRules: EntityRules = {
  check({ tenant, values }) {
    const parents = PARENTS.filter((field) => (values[field] ?? null) !== null);
    return tenant.switches.severalParentsRefused && parents.length > 1
      ? [problem('productItem', 'InvalidField', `${parents[1] ?? ''}/id`, 'A product can have one parent reference only.')]
      : [];
  },
  derive(proposal) {
    const { tenant, values, previous } = proposal;
    const item = tenant.database.row('Catalog Item', values['catalogItem'])?.values ?? {};
    const taken = Object.fromEntries(TAKEN_OVER.map((name) => [name, values[name] ?? item[name] ?? null]));
    const price = amount(taken['price']);
    const cost = amount(taken['cost']);
    const quantity = amount(values['quantity'] ?? 1);
    const extPrice = money(quantity * price - amount(values['discount']));
    const extCost = money(quantity * cost);
    const totals = { price, cost, extPrice, extCost, margin: money(extPrice - extCost) };
    return { ...taken, ...(previous ? {} : homeOf(proposal)), ...totals, productClass: item['productClass'] ?? null };
  },
  follow(tenant, { action, before, after, memberId }, sent) {
    const forecastId = before?.values['forecastDetailId'];
    if (action === 'deleted') {
      if (typeof forecastId === 'number') tenant.database.table('Forecast Item').remove(forecastId);
      return;
    }
    if (!after) return;
    if (tenant.database.row('Forecast Item', forecastId)) amend(tenant, 'Forecast Item', forecastId, forecastOf(after));
    else if (isForecast(tenant, after, sent)) addForecast(tenant, after, memberId);
  },
};

/** What a product takes from its catalog item where it says nothing itself. */
const TAKEN_OVER = ['description', 'customerDescription', 'unitOfMeasure', 'price', 'cost'];
const PARENTS = ['opportunity', 'ticket', 'project', 'salesOrder', 'invoice'];

function isForecast({ switches }: Tenant, { values }: Row, sent: Values): boolean {
  const isBypassed = switches.bypassForecastWorks && sent['bypassForecastUpdate'] === true;
  return typeof values['opportunity'] === 'number' && !isBypassed;
}

function addForecast(tenant: Tenant, product: Row, memberId: string): void {
  const status = product.values['forecastStatus'] ?? defaultOf(tenant, 'Opportunity Status');
  const stamps = { ...product.info, updatedBy: memberId, enteredBy: memberId };
  const row = tenant.database.table('Forecast Item').insert((id) => ({
    id,
    custom: {},
    info: stamps,
    values: {
      opportunity: product.values['opportunity'] ?? null,
      status,
      includeFlag: true,
      linkFlag: true,
      percentage: 50,
      ...forecastOf(product),
    },
  }));
  amend(tenant, 'Product Item', product.id, { forecastDetailId: row.id, forecastStatus: status });
}

const FORECAST_TYPE: Readonly<Record<string, string>> = { Service: 'Service', Agreement: 'Agreement' };

function forecastOf({ values }: Row): Values {
  return {
    forecastType: FORECAST_TYPE[jsonText(values['productClass'])] ?? 'Product',
    forecastDescription: jsonText(values['description'] ?? '').slice(0, 50),
    productDescription: values['description'] ?? null,
    productClass: values['productClass'] ?? null,
    catalogItem: values['catalogItem'] ?? null,
    quantity: values['quantity'] ?? 1,
    revenue: values['extPrice'] ?? 0,
    cost: values['extCost'] ?? 0,
    margin: values['margin'] ?? 0,
    sequenceNumber: values['sequenceNumber'] ?? null,
    taxableFlag: values['taxableFlag'] ?? true,
  };
}

export const forecastItemRules: EntityRules = {
  derive: ({ values }) => ({ margin: money(amount(values['revenue']) - amount(values['cost'])) }),
};
