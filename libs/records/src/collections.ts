import type { Collection, CollectionSpec, DocumentStore, IndexSpec, Stored } from '@psa-bridge/persistence';
import type { RecordType } from './domain/record-types.ts';
import type { BusinessRecord } from './domain/record.ts';

const WRITER = 'records';

/** By what each type is searched most; `_id` ends every sort, so that pages do not overlap. */
const FIELDS: Readonly<Record<RecordType, { name: string; by: readonly string[] }>> = {
  company: { name: 'companies', by: ['name'] },
  contact: { name: 'contacts', by: ['companyId', 'email', 'lastName'] },
  category: { name: 'categories', by: ['name'] },
  product: { name: 'products', by: ['name', 'mpn', 'categoryId'] },
  service: { name: 'services', by: ['name'] },
  opportunity: { name: 'opportunities', by: ['name', 'companyId'] },
  quote: { name: 'quotes', by: ['title', 'companyId', 'opportunityId'] },
  ticket: { name: 'tickets', by: ['quoteId', 'companyId'] },
  ticket_charge: { name: 'ticket_charges', by: ['ticketExternalId', 'madeAt', 'quoteId'] },
  sales_order: { name: 'sales_orders', by: ['quoteId', 'companyId', 'opportunityId'] },
  procurement_item: { name: 'procurement_items', by: ['status', 'quoteId', 'purchaseOrderId'] },
  purchase_order: { name: 'purchase_orders', by: ['number', 'distributorId', 'status'] },
  agreement: { name: 'agreements', by: ['companyId', 'name'] },
  stock_level: { name: 'stock_levels', by: ['productId'] },
  field_value: { name: 'field_values', by: ['kind'] },
};

/** Which record stands for a PSA's entity. `_id` is `<integrationId>:<type>:<externalId>`, so that an entity has one on every server. */
export interface RecordLink extends Stored {
  readonly recordId: string;
}

/** The fields that an integration's PSA has ever spoken of. `_id` is `<tenantId>:<integrationId>:<type>`. */
export interface SpokenFields extends Stored {
  readonly fields: readonly string[];
}

export interface RecordCollections {
  records<Type extends RecordType>(type: Type): Collection<BusinessRecord<Type>>;
  links: Collection<RecordLink>;
  spokenFields: Collection<SpokenFields>;
  /** Those whose documents carry events. */
  withEvents: readonly Collection<Stored>[];
}

export function openCollections(store: DocumentStore): RecordCollections {
  const types = Object.keys(FIELDS) as RecordType[];
  const byType = new Map(types.map((type) => [type, store.collection(specOf(type))]));
  return {
    records: <Type extends RecordType>(type: Type) => byType.get(type) as unknown as Collection<BusinessRecord<Type>>,
    links: store.collection<RecordLink>({
      name: 'record_links',
      writer: WRITER,
      indexes: [{ keys: { tenantId: 1, recordId: 1 } }],
    }),
    spokenFields: store.collection<SpokenFields>({ name: 'record_spoken_fields', writer: WRITER }),
    withEvents: [...byType.values()],
  };
}

function specOf(type: RecordType): CollectionSpec<BusinessRecord> {
  const { name, by } = FIELDS[type];
  const fields: IndexSpec[] = by.map((field) => ({ keys: { tenantId: 1, [`data.${field}`]: 1, _id: 1 } }));
  return {
    name,
    writer: WRITER,
    indexes: [{ keys: { tenantId: 1, _id: 1 } }, { keys: { tenantId: 1, updatedAt: 1, _id: 1 } }, ...fields],
  };
}
