import type { BusinessRecord, ExternalLink, RecordType, SearchRequest, TenantRecords } from '@psa-bridge/records';
import type { Failure } from '../definition/failure.ts';

/** What a record is looked at as, while nothing is stored. */
export interface Assumed {
  /** Fields of its data that are to be other than they are, such as the status of a quote. */
  data?: Readonly<Record<string, unknown>>;
  link?: Partial<ExternalLink>;
}

export interface RehearsedRecords {
  /** Reads what is stored, seen as it is assumed to be; whatever is written is assumed, if anything. */
  records: TenantRecords;
  assume(type: RecordType, id: string, assumed: Assumed): void;
  linked(type: RecordType, id: string, externalId: string): void;
  failed(type: RecordType, id: string, failure: Pick<Failure, 'code' | 'message'>): void;
}

/** The tenant's records during a rehearsal: nothing of it is ever stored. */
export function rehearsedRecords(stored: TenantRecords, { integrationId, now }: { integrationId: string; now: Date }) {
  const assumptions = new Map<string, Assumed>();

  function assume(type: RecordType, id: string, { data, link }: Assumed): void {
    const known = assumptions.get(`${type}:${id}`);
    assumptions.set(`${type}:${id}`, { data: { ...known?.data, ...data }, link: { ...known?.link, ...link } });
  }

  function seen<Type extends RecordType>(type: Type, record: BusinessRecord<Type>): BusinessRecord<Type> {
    const assumed = assumptions.get(`${type}:${record._id}`);
    if (!assumed) return record;
    const { sync = { status: 'pending', at: now }, ...link } = { ...record.external[integrationId], ...assumed.link };
    return {
      ...record,
      data: { ...record.data, ...assumed.data },
      external: { ...record.external, [integrationId]: { ...link, sync } },
    };
  }

  /** Those that the filters find once they are seen as assumed. */
  async function search<Type extends RecordType>(type: Type, request: SearchRequest) {
    const found = await stored.search(type, request);
    const { filters = {} } = request;
    const items = found.items.map((item) => seen(type, item)).filter((item) => fits(item, filters));
    const more: BusinessRecord<Type>[] = [];
    for (const id of idsOf(type)) {
      if (found.items.some(({ _id }) => _id === id)) continue;
      const record = await stored.get(type, id);
      if (record && !fits(record, filters) && fits(seen(type, record), filters)) more.push(seen(type, record));
    }
    return { ...found, items: [...more, ...items], total: found.total + more.length - (found.items.length - items.length) };
  }

  /** Of records whose data is assumed. */
  function idsOf(type: RecordType): readonly string[] {
    const prefix = `${type}:`;
    return [...assumptions].flatMap(([key, { data = {} }]) =>
      key.startsWith(prefix) && Object.keys(data).length > 0 ? [key.slice(prefix.length)] : [],
    );
  }

  const linked = (type: RecordType, id: string, externalId: string): void => assume(type, id, { link: { id: externalId } });
  const records: TenantRecords = {
    ...stored,
    search,
    async get(type, id) {
      const record = await stored.get(type, id);
      return record && seen(type, record);
    },
    getMany: async (type, ids) => (await stored.getMany(type, ids)).map((record) => seen(type, record)),
    async *pages<Type extends RecordType>(type: Type, pageSize: number, filters?: SearchRequest['filters']) {
      for await (const page of stored.pages(type, pageSize, filters)) yield page.map((record) => seen(type, record));
    },
    create: nothingIsSaved,
    createOnce: nothingIsSaved,
    update: nothingIsSaved,
    reindex: nothingIsSaved,
    applyIncoming: () => Promise.resolve({ created: 0, updated: 0, unchanged: 0, ids: new Map(), refused: new Map() }),
    link(type, id, _integration, externalId) {
      linked(type, id, externalId);
      return Promise.resolve(true);
    },
    relink: nothingIsSaved,
    setExternal: () => Promise.resolve(),
    markGone: () => Promise.resolve(0),
    retireLinks: nothingIsSaved,
    unlink: nothingIsSaved,
  };
  return {
    ...{ records, assume, linked },
    failed(type, id, { code, message }) {
      assume(type, id, { link: { sync: { status: 'failed', at: now, code, message } } });
    },
  } satisfies RehearsedRecords;
}

/** No push does what would end here. */
function nothingIsSaved(): Promise<never> {
  return Promise.reject(new Error('A rehearsal saves nothing.'));
}

function fits({ data }: BusinessRecord, filters: NonNullable<SearchRequest['filters']>): boolean {
  const own = new Map<string, unknown>(Object.entries(data));
  return Object.entries(filters).every(([field, wanted]) => [wanted].flat().some((value) => value === own.get(field)));
}
