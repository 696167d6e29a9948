import type { ImaginedIds, PsaAnswer, Rehearsal } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { everyRow, where } from '../client/conditions.ts';
import { reference } from '../client/wire-fields.ts';
import type { ConnectWiseSession } from '../session.ts';
import { placeOf, referredId, writtenRow, type WrittenRow } from './written-row.ts';

/** An entity whose rows are referred to. */
interface Referred {
  /** What ConnectWise calls it in its errors. */
  name: string;
  path: string;
  /** Lists leave such rows out unless their conditions speak of it (connectwise.md sections 8 and 11). */
  hiddenBy?: string;
}

const CONTACT: Referred = { name: 'Contact', path: 'company/contacts' };
const COMPANY: Referred = { name: 'Company', path: 'company/companies', hiddenBy: 'deletedFlag' };
const OPPORTUNITY: Referred = { name: 'Opportunity', path: 'sales/opportunities' };
const CATALOG_ITEM: Referred = { name: 'Catalog Item', path: 'procurement/catalog' };
const BILLING_TERM: Referred = { name: 'Billing Term', path: 'finance/billingTerms' };

/** What the fields of a collection refer to, and how its rows are called in errors (section 8). */
const WRITTEN: Readonly<Record<string, { resource: string; name: string; refers: Readonly<Record<string, Referred>> }>> = {
  'sales/opportunities': {
    ...{ resource: 'opportunity', name: 'Opportunity' },
    refers: {
      ...{ company: COMPANY, contact: CONTACT, billingTerms: BILLING_TERM },
      stage: { name: 'Sales Stage', path: 'sales/stages' },
      status: { name: 'Opportunity Status', path: 'sales/opportunities/statuses' },
      type: { name: 'Opportunity Type', path: 'sales/opportunities/types' },
      campaign: { name: 'Campaign', path: 'marketing/campaigns' },
      primarySalesRep: { name: 'Member', path: 'system/members' },
    },
  },
  'procurement/products': {
    ...{ resource: 'productItem', name: 'Product Item' },
    refers: { catalogItem: CATALOG_ITEM, opportunity: OPPORTUNITY },
  },
  'finance/agreements': {
    ...{ resource: 'agreement', name: 'Agreement' },
    refers: {
      ...{ company: COMPANY, contact: CONTACT, opportunity: OPPORTUNITY, billingTerms: BILLING_TERM },
      type: { name: 'Agreement Type', path: 'finance/agreements/types' },
      billingCycle: { name: 'Billing Cycle', path: 'finance/billingCycles' },
    },
  },
  'finance/agreements/additions': { ...{ resource: 'addition', name: 'Addition' }, refers: { product: CATALOG_ITEM } },
  'company/companies': { ...{ resource: 'company', name: 'Company' }, refers: {} },
  'company/contacts': { ...{ resource: 'contact', name: 'Contact' }, refers: { company: COMPANY } },
  'procurement/catalog': {
    ...{ resource: 'catalogItem', name: 'Catalog Item' },
    refers: {
      category: { name: 'Product Category', path: 'procurement/categories', hiddenBy: 'inactiveFlag' },
      subcategory: { name: 'Product SubCategory', path: 'procurement/subcategories', hiddenBy: 'inactiveFlag' },
    },
  },
};

const LiveRow = z.object({ id: z.number().int(), company: reference, inactiveFlag: z.boolean().nullish() });
type LiveRow = z.output<typeof LiveRow>;

/** The most ids of one condition, so that no address gets too long. */
const IDS_AT_ONCE = 200;

interface Known {
  ids: ImaginedIds;
  row(path: string, id: number): LiveRow | undefined;
}

/** ConnectWise as far as a push is gone through: it publishes no table of fields, but shows all that is referred to. */
export function rehearseConnectWise(session: ConnectWiseSession, ids: ImaginedIds): Rehearsal {
  const live = new Map<string, LiveRow>();
  const imagined = new Map<string, object>();
  const known: Known = { ids, row: (path, id) => live.get(`${path} ${id}`) };

  async function read({ path, hiddenBy }: Referred, wanted: ReadonlySet<number>): Promise<void> {
    const all = [...wanted];
    for (let from = 0; from < all.length; from += IDS_AT_ONCE) {
      const oneOf = where.oneOf('id', all.slice(from, from + IDS_AT_ONCE));
      const conditions = hiddenBy === undefined ? oneOf : where.all(oneOf, everyRow(hiddenBy));
      for (const row of await session.client.list(path, { conditions }, LiveRow)) live.set(`${path} ${row.id}`, row);
    }
  }

  return {
    imagine({ method, url, body }) {
      const { path, id } = placeOf(url);
      if (method === 'GET') return ok(id === undefined ? [] : imagined.get(`${path} ${id}`));
      if (method !== 'POST') return ok({ id });
      const row = { ...(body as object), id: ids.next() };
      imagined.set(`${path} ${row.id}`, row);
      return ok(row);
    },
    async look(writes) {
      const references = writes.map(writtenRow).flatMap(referencesOf);
      for (const [, own] of Map.groupBy(references, ({ referred }) => referred.path)) {
        const wanted = own.map(({ id }) => id).filter((id) => !ids.isOne(id));
        const [first] = own;
        if (first && wanted.length > 0) await read(first.referred, new Set(wanted));
      }
    },
    refusal: (write) => Promise.resolve(refusalOf(writtenRow(write), known)),
  };
}

function ok(body: unknown): PsaAnswer {
  return { status: 200, headers: {}, body };
}

interface Reference {
  field: string;
  referred: Referred;
  id: number;
}

/** What a write refers to. */
function fieldsReferring({ path, values }: WrittenRow): readonly Reference[] {
  return Object.entries(WRITTEN[path]?.refers ?? {}).flatMap(([field, referred]) => {
    const id = referredId(values[field]);
    return id === undefined ? [] : [{ field, referred, id }];
  });
}

/** The row that is changed, and what the write refers to. */
function referencesOf(row: WrittenRow): readonly Reference[] {
  const { path, id } = row;
  const changed = WRITTEN[path];
  const itself = id === undefined || !changed ? [] : [{ field: '', referred: { name: changed.name, path }, id }];
  return [...itself, ...fieldsReferring(row)];
}

interface ErrorEntry {
  code: string;
  message: string;
  field: string;
}

/** In ConnectWise's order: the row itself, what leads nowhere, then what does not go together. */
function refusalOf(row: WrittenRow, { ids, row: find }: Known): PsaAnswer | undefined {
  const { path, id } = row;
  const written = WRITTEN[path];
  if (!written) return undefined;
  if (id !== undefined && !ids.isOne(id) && !find(path, id))
    return { status: 404, headers: {}, body: { code: 'NotFound', message: `${written.name} ${id} not found`, errors: null } };
  const references = fieldsReferring(row).filter((one) => !ids.isOne(one.id));
  const errors = references.flatMap((one) => referenceError(one, find(one.referred.path, one.id)));
  return refused(
    written.resource,
    errors.length > 0 ? errors : [...addressErrors(row), ...contactErrors(row, { ids, row: find })],
  );
}

const ADDRESS = ['addressLine1', 'addressLine2', 'city', 'state', 'zip', 'country'];

/** "At least one address field is required" of a company (section 11). */
function addressErrors({ path, id, values }: WrittenRow): readonly ErrorEntry[] {
  if (path !== COMPANY.path || id !== undefined || ADDRESS.some((field) => (values[field] ?? '') !== '')) return [];
  const message = 'At least one address field is required.';
  return [{ field: 'addressLine1', code: 'MissingRequiredField', message }];
}

function referenceError(
  { field, referred: { name, hiddenBy }, id }: Reference,
  there: LiveRow | undefined,
): readonly ErrorEntry[] {
  const entry = { field: `${field}/id` };
  if (!there) return [{ ...entry, code: 'InvalidReference', message: `${name} ${id} not found` }];
  // CW-12: switched off, it is refused in a sentence of its own.
  return hiddenBy === 'inactiveFlag' && there.inactiveFlag === true
    ? [{ ...entry, code: 'InvalidField', message: `${id} is an inactive category.` }]
    : [];
}

/** A contact belongs to the company, or to none. */
function contactErrors({ values }: WrittenRow, { row }: Known): readonly ErrorEntry[] {
  const [contactId, companyId] = [referredId(values['contact']), referredId(values['company'])];
  const own = contactId === undefined ? undefined : row(CONTACT.path, contactId)?.company?.id;
  if (own === undefined || companyId === undefined || own === companyId) return [];
  const message = `Contact ${contactId} not found for Company ${companyId}`;
  return [{ field: 'contact/id', code: 'InvalidReference', message }];
}

function refused(resource: string, errors: readonly ErrorEntry[]): PsaAnswer | undefined {
  if (errors.length === 0) return undefined;
  const entries = errors.map((entry) => ({ ...entry, resource }));
  return { status: 400, headers: {}, body: { code: 'InvalidObject', message: `${resource} object is invalid`, errors: entries } };
}
