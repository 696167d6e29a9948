import type { AutotaskWrite } from '../client/types.ts';

/**
 * Text lengths that Autotask refuses to exceed (autotask.md section 5). Checked before the call, so that the person learns
 * all fields at once and no call is spent.
 */
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
  Contracts: { contractName: 100, contractNumber: 50 },
  QuoteItems: { name: 100, description: 2000 },
  Tickets: { title: 255, externalID: 50 },
  TicketCharges: { name: 100, description: 8000 },
};

/** Why Autotask would refuse a field. */
export interface FieldProblem {
  /** Autotask's name of it. */
  field: string;
  /** In words that name the field. */
  text: string;
}

/** Each text that is too long, with its length and the most that fits. */
export function lengthProblems(entity: string, row: AutotaskWrite): readonly FieldProblem[] {
  return Object.entries(MAX_LENGTH[entity] ?? {}).flatMap(([field, most]) => {
    const value = row[field];
    return typeof value === 'string' && value.length > most
      ? [{ field, text: `${field} has ${value.length} characters, Autotask takes ${most}` }]
      : [];
  });
}

/** The text cut to what a field takes, where cutting loses nothing that matters. */
export function fitted(entity: string, field: string, text: string | undefined): string | undefined {
  return text?.slice(0, MAX_LENGTH[entity]?.[field]);
}
