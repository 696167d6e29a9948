import type { Route } from '@psa-bridge/http-server';
import type { RecordStore } from '@psa-bridge/records';
import { RESOURCES } from '../domain/resources.ts';
import type { Connectors, IntegrationDirectory } from '../ports.ts';
import { makeActOnQuote } from '../usecases/act-on-quote.ts';
import { makeCreateFieldValue, makeOrderFieldValues } from '../usecases/field-values.ts';
import { makeReadRecord, makeSearchRecords } from '../usecases/read-record.ts';
import { makeSaveQuote } from '../usecases/save-quote.ts';
import { makeSaveRecord } from '../usecases/save-record.ts';
import { makeSyncRecord } from '../usecases/sync-record.ts';
import { fieldValueRoutes } from './field-values.routes.ts';
import { quoteRoutes } from './quotes.routes.ts';
import { recordRoutes } from './records.routes.ts';

export interface ApiDeps {
  records: RecordStore;
  directory: IntegrationDirectory;
  connectors: Connectors;
}

/** The records API: every row of the table, and what quotes and field values have besides. */
export function apiRoutes({ records, directory, connectors }: ApiDeps): readonly Route[] {
  const read = makeReadRecord({ records });
  const search = makeSearchRecords({ records });
  const sync = makeSyncRecord({ records, directory, connectors });
  const saves = makeSaveRecord({ records, directory });
  const quoteSaves = makeSaveQuote({ records, saves });
  const fieldValueSaves = { ...saves, create: makeCreateFieldValue({ records, saves }) };

  return RESOURCES.flatMap((resource) => {
    switch (resource.type) {
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
      default:
        return recordRoutes(resource, { read, search, sync, saves });
    }
  });
}
