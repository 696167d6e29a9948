import { jsonText } from '../../../http/json-text.ts';
import { requireEntity } from '../../metadata/registry.ts';
import { notFound } from '../../refusal.ts';
import { readListRequest } from '../../query/run-list.ts';
import type { Row } from '../../store/database.ts';
import { amend, amount } from '../../write/proposal.ts';
import { linkHeader } from '../paging.ts';
import { readObject, reply, type ApiCall, type Reply } from '../reply.ts';
import { toJson } from '../to-json.ts';
import type { SpecialEndpoint } from './special-endpoint.ts';

const stock = requireEntity('Inventory On Hand');

/** connectwise.md 11, CatalogItem: stock and prices, and what hangs on tickets and products. */
export const STOCK_ENDPOINTS: readonly SpecialEndpoint[] = [
  {
    method: 'GET',
    path: 'procurement/warehouseBins/{}/inventoryOnHand',
    entity: 'Warehouse Bin',
    right: 'inquire',
    isSearch: true,
    handle: (api, [id = 0]) => {
      requireThere(api, 'Warehouse Bin', id);
      return answerRows(api, ofField(api, 'warehouseBin', id), 'Inventory On Hand');
    },
  },
  {
    method: 'GET',
    path: 'procurement/catalog/{}/inventory',
    entity: 'Catalog Item',
    right: 'inquire',
    isSearch: true,
    handle: (api, [id = 0]) => {
      requireThere(api, 'Catalog Item', id);
      return answerRows(api, ofField(api, 'catalogItem', id), 'Inventory On Hand');
    },
  },
  {
    method: 'GET',
    path: 'procurement/catalog/[^/]+/quantityOnHand',
    entity: 'Catalog Item',
    right: 'inquire',
    handle: quantityOnHand,
  },
  {
    method: 'POST',
    path: 'procurement/catalog/{}/pricing',
    entity: 'Catalog Item',
    right: 'inquire',
    handle: (api, [id = 0]) => {
      readObject(api.call);
      return reply(200, { price: requireThere(api, 'Catalog Item', id).values['price'] ?? 0 });
    },
  },
  {
    method: 'GET',
    path: 'service/tickets/{}/products',
    entity: 'Ticket',
    right: 'inquire',
    isSearch: true,
    handle: (api, [id = 0]) => {
      requireThere(api, 'Ticket', id);
      const rows = api.tenant.database.filter('Product Item', ({ values }) => values['ticket'] === id);
      return answerRows(api, rows, 'Product Item');
    },
  },
  {
    method: 'POST',
    path: 'procurement/products/{}/detach',
    entity: 'Product Item',
    right: 'edit',
    handle: (api, [id = 0]) => {
      requireThere(api, 'Product Item', id);
      amend(api.tenant, 'Product Item', id, { opportunity: null, ticket: null, project: null, salesOrder: null });
      return reply(200, toJson(api.tenant, requireEntity('Product Item'), requireThere(api, 'Product Item', id)));
    },
  },
];

function requireThere({ tenant }: ApiCall, entity: string, id: number): Row {
  const row = tenant.database.row(entity, id);
  if (!row) throw notFound(entity, id);
  return row;
}

function ofField({ tenant }: ApiCall, field: string, id: number): Row[] {
  return tenant.database.filter(stock.name, ({ values }) => values[field] === id);
}

/** A page of rows that are no collection of their own. */
function answerRows(api: ApiCall, rows: Row[], entityName: string): Reply {
  const { tenant, call } = api;
  const request = readListRequest(tenant, call.query, false);
  const from = (request.page - 1) * request.pageSize;
  const page = rows.slice(from, from + request.pageSize);
  const link = linkHeader(api, request, { rows: page, total: rows.length });
  const shown = page.map((row) => toJson(tenant, requireEntity(entityName), row));
  return { ...reply(200, shown, link === '' ? {} : { link }), rows: page.length };
}

/** By identifier, as the path has it; of one bin where the query names it. */
function quantityOnHand(api: ApiCall): Reply {
  const { tenant, path, call } = api;
  const identifier = decodeURIComponent(path.split('/')[2] ?? '').toLowerCase();
  const item = tenant.database.find('Catalog Item', ({ values }) => jsonText(values['identifier']).toLowerCase() === identifier);
  if (!item) throw notFound('Catalog Item', identifier);
  const bin = call.query.get('warehouseBinId');
  const rows = ofField(api, 'catalogItem', item.id).filter(
    ({ values }) => bin === null || values['warehouseBin'] === Number(bin),
  );
  return reply(200, { count: rows.reduce((sum, { values }) => sum + amount(values['onHand']), 0) });
}
