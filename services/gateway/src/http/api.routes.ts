import type { Clock } from '@psa-bridge/core';
import type { Route } from '@psa-bridge/http-server';
import type { RecordStore } from '@psa-bridge/records';
import { RESOURCES } from '../domain/resources.ts';
import type { Connectors, IntegrationDirectory } from '../ports.ts';
import type { Procurement } from '../procurement.ts';
import { makeActOnQuote } from '../usecases/act-on-quote.ts';
import { makeCreateContact } from '../usecases/create-contact.ts';
import { makeCreateFieldValue, makeOrderFieldValues } from '../usecases/field-values.ts';
import { makeProcurementItems } from '../usecases/procurement/procurement-items.ts';
import { makePurchaseOrders } from '../usecases/procurement/purchase-orders.ts';
import { makeReadRecord, makeSearchRecords } from '../usecases/read-record.ts';
import { makeSaveQuote } from '../usecases/save-quote.ts';
import { makeSaveRecord } from '../usecases/save-record.ts';
import { makeSyncRecord } from '../usecases/sync-record.ts';
import { fieldValueRoutes } from './field-values.routes.ts';
import { procurementItemRoutes } from './procurement.routes.ts';
import { purchaseOrderRoutes } from './purchase-orders.routes.ts';
import { quoteRoutes } from './quotes.routes.ts';
import { recordRoutes } from './records.routes.ts';

export interface ApiDeps {
  records: RecordStore;
  directory: IntegrationDirectory;
  connectors: Connectors;
  procurement: Pick<Procurement, 'settings' | 'settleOrder' | 'mailer' | 'distributors'>;
  clock: Clock;
}

/** The records API: every row of the table, and what some types have besides. */
export function apiRoutes(deps: ApiDeps): readonly Route[] {
  const { records, directory, connectors, procurement, clock } = deps;
  const { settings, settleOrder: settle, mailer, distributors } = procurement;
  const buying = { settings, settle, mailer, distributors };
  const read = makeReadRecord({ records });
  const search = makeSearchRecords({ records });
  const sync = makeSyncRecord({ records, directory, connectors });
  const saves = makeSaveRecord({ records, directory });
  const quoteSaves = makeSaveQuote({ records, saves });
  const contactSaves = { ...saves, create: makeCreateContact({ directory, saves }) };
  const fieldValueSaves = { ...saves, create: makeCreateFieldValue({ records, saves }) };

  return RESOURCES.flatMap((resource) => {
    switch (resource.type) {
      case 'contact':
        return recordRoutes(resource, { read, search, sync, saves: contactSaves });
      case 'quote':
        return [
          ...recordRoutes(resource, { read, search, sync, saves: quoteSaves }),
          ...quoteRoutes(resource, { actOnQuote: makeActOnQuote({ records, saves }) }),
        ];
      case 'field_value':
        return [
          ...recordRoutes(resource, { read, search, sync, saves: fieldValueSaves }),
          ...fieldValueRoutes(resource, { orderFieldValues: makeOrderFieldValues({ records }) }),
        ];
      case 'procurement_item':
        return [
          ...recordRoutes(resource, { read, search, sync, saves }),
          ...procurementItemRoutes(resource, makeProcurementItems({ records, saves, resource })),
        ];
      case 'purchase_order':
        return [
          ...recordRoutes(resource, { read, search, sync, saves }),
          ...purchaseOrderRoutes(resource, makePurchaseOrders({ ...buying, records, saves, resource, clock })),
        ];
      default:
        return recordRoutes(resource, { read, search, sync, saves });
    }
  });
}
