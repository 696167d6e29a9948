import { fittedText, type EntityFields, type FieldTable } from '@psa-bridge/connector-kit';
import type { UdfWrite } from './custom-fields.ts';
import { PICKLISTS, type UdfKind } from './field-value.mapping.ts';

/** Text lengths that Autotask refuses to exceed (autotask.md section 5). */
const MAX_LENGTH: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Companies: {
    companyName: 100,
    companyNumber: 50,
    phone: 25,
    webAddress: 255,
    address1: 128,
    address2: 128,
    city: 30,
    state: 40,
    postalCode: 10,
    taxID: 50,
  },
  Contacts: {
    firstName: 50,
    lastName: 50,
    emailAddress: 254,
    phone: 25,
    mobilePhone: 25,
    title: 50,
    externalID: 50,
  },
  Products: {
    name: 100,
    description: 2000,
    externalProductID: 50,
    internalProductID: 50,
    manufacturerName: 100,
    manufacturerProductName: 50,
    vendorProductNumber: 50,
  },
  Opportunities: { title: 128, description: 8000 },
  Quotes: { name: 100, comment: 1000, externalQuoteNumber: 50 },
  QuoteLocations: { address1: 50, address2: 50, city: 50, state: 50, postalCode: 20 },
  PurchaseOrders: {
    shipToName: 100,
    shipToAddress1: 128,
    shipToAddress2: 128,
    shipToCity: 30,
    shipToState: 25,
    shipToPostalCode: 10,
    generalMemo: 4000,
    externalPONumber: 50,
  },
  Invoices: { invoiceNumber: 100 },
  Contracts: { contractName: 100, contractNumber: 50 },
  QuoteItems: { name: 100, description: 2000 },
  Tickets: { title: 255, externalID: 50 },
  TicketCharges: { name: 100, description: 8000 },
};
/** What Autotask demands of a row and people may leave open; what else it demands is filled in by us (autotask.md section 5). */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Companies: ['companyName', 'phone'],
  Contacts: ['firstName', 'lastName'],
  Opportunities: ['title'],
  Quotes: ['name'],
};
/** Numbers of rows that we know by a text of our own. */
const REFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = { Companies: { countryID: 'country' } };
const UDFS: Readonly<Record<string, UdfKind>> = { Companies: 'company_udf', Opportunities: 'opportunity_udf' };

/** What Autotask would refuse, entity by entity. */
export const AUTOTASK_FIELDS: FieldTable = { psa: 'Autotask', entities: entities() };

function entities(): Readonly<Record<string, EntityFields>> {
  const names = [MAX_LENGTH, REQUIRED, REFERENCES, UDFS].flatMap(Object.keys);
  const all = new Set([...names, ...PICKLISTS.map(({ entity }) => entity)]);
  return Object.fromEntries([...all].map((entity) => [entity, fieldsOf(entity)]));
}

function fieldsOf(entity: string): EntityFields {
  const picklists = PICKLISTS.filter((list) => list.entity === entity);
  const udfs = UDFS[entity];
  return {
    required: REQUIRED[entity] ?? [],
    lengths: MAX_LENGTH[entity] ?? {},
    references: REFERENCES[entity] ?? {},
    choices: Object.fromEntries(picklists.map(({ field, kind }) => [field, kind])),
    ...(udfs === undefined ? {} : { customFields: { kind: udfs, sent: udfsOf, nameOf: (name: string) => name } }),
  };
}

function udfsOf(row: Readonly<Record<string, unknown>>) {
  const udfs = (row['userDefinedFields'] as UdfWrite | undefined) ?? [];
  return udfs.map(({ name, value }) => ({ key: name, value }));
}

/** The text cut to what a field takes, where cutting loses nothing that matters. */
export function fitted(entity: string, field: string, text: string | undefined): string | undefined {
  return fittedText(MAX_LENGTH[entity]?.[field], text);
}
