import type { BusinessRecord, RecordStore } from '@psa-bridge/records';
import { withItemIds, type QuoteItemInput } from '../domain/quote-items.ts';
import { existing } from './read-record.ts';
import type { RecordSaves } from './save-record.ts';

/** Quotes are saved like records, and their lines get ids. */
export function makeSaveQuote(deps: { records: RecordStore; saves: RecordSaves }): RecordSaves {
  return {
    create(caller, resource, data) {
      const { items = [] } = data as { items?: readonly QuoteItemInput[] };
      return deps.saves.create(caller, resource, { ...data, items: withItemIds(items) });
    },

    async update(caller, resource, update) {
      const { items } = update.changes as { items?: readonly QuoteItemInput[] };
      if (!items) return deps.saves.update(caller, resource, update);
      const quote = (await existing(deps.records.forTenant(caller.tenantId), resource, update.id)) as BusinessRecord<'quote'>;
      const known = quote.data.items.map((item) => item.id);
      return deps.saves.update(caller, resource, { ...update, changes: { ...update.changes, items: withItemIds(items, known) } });
    },
  };
}
