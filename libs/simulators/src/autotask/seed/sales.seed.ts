import { cycle, numbered, seededAt, seededDay } from '../../seeding/demo-data.ts';
import type { Values } from '../write/rules/entity-rules.ts';
import type { SeedContext } from './seed-context.ts';

const STAGES = [29_683_451, 29_683_452, 29_683_453];
const ACTIVE = 1;

export function seedSales(context: SeedContext): void {
  seedOpportunities(context);
  seedQuotes(context);
}

function seedOpportunities(context: SeedContext): void {
  const { seed, insert, idsOf } = context;
  const contacts = new Map(
    idsOf('Contacts', (values) => values['isActive'] === 1).map((id) => [
      context.database.row('Contacts', id)?.values['companyID'],
      id,
    ]),
  );
  const companies = idsOf('Companies').filter((id) => id !== 0);
  const owners = idsOf('Resources', (values) => values['licenseType'] === 1);
  if (companies.length === 0) return;
  for (let index = 0; index < seed.opportunities; index += 1) {
    const companyID = cycle(companies, index);
    const at = seededAt(context, index, seed.opportunities);
    insert('Opportunities', {
      companyID,
      contactID: contacts.get(companyID) ?? null,
      ownerResourceID: cycle(owners, index),
      title: numbered('Demo Opportunity', index),
      stage: cycle(STAGES, index),
      status: ACTIVE,
      projectedCloseDate: seededDay(context, 30 + (index % 60)),
      startDate: seededDay(context, 0),
      probability: 50,
      amount: 1_000 + index,
      cost: 700 + index,
      useQuoteTotals: false,
      leadSource: 29_682_801,
      rating: 2,
      createDate: at,
      lastActivity: at,
    });
  }
}

function seedQuotes(context: SeedContext): void {
  const { seed, insert, idsOf, database } = context;
  const opportunities = idsOf('Opportunities');
  const products = idsOf('Products');
  if (opportunities.length === 0 || products.length < 3) return;
  for (let index = 0; index < seed.quotes; index += 1) {
    const opportunity = database.row('Opportunities', cycle(opportunities, index));
    const location = (): number => insert('QuoteLocations', { address1: '1 Example Street', city: 'Springfield' }).id;
    const at = seededAt(context, index, seed.quotes);
    const quote = insert('Quotes', {
      opportunityID: opportunity?.id ?? null,
      companyID: opportunity?.values['companyID'] ?? null,
      name: numbered('Demo Quote', index),
      effectiveDate: seededDay(context, 0),
      expirationDate: seededDay(context, 30),
      billToLocationID: location(),
      shipToLocationID: location(),
      soldToLocationID: location(),
      primaryQuote: index < opportunities.length,
      isActive: true,
      paymentTerm: 3,
      quoteNumber: index + 1,
      createDate: at,
      lastActivityDate: at,
    });
    for (const line of [0, 1, 2]) insert('QuoteItems', quoteItem(context, quote.id, cycle(products, index + line), line));
  }
}

function quoteItem({ database }: SeedContext, quoteID: number, productID: number, line: number): Values {
  const product = database.row('Products', productID)?.values ?? {};
  return {
    quoteID,
    quoteItemType: 1,
    productID,
    name: product['name'] ?? null,
    quantity: line + 1,
    unitPrice: product['unitPrice'] ?? null,
    unitCost: product['unitCost'] ?? null,
    unitDiscount: 0,
    percentageDiscount: 0,
    lineDiscount: 0,
    isOptional: false,
    isTaxable: true,
    sortOrderID: line + 1,
  };
}
