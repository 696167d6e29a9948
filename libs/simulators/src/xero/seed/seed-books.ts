import { cycle, numbered, seededAt, seededDay } from '../../seeding/demo-data.ts';
import { createRandom, type Random } from '../../seeding/random.ts';
import type { Platform } from '../platform.ts';
import type { Book } from '../store/book.ts';
import type { Values } from '../store/rows.ts';
import { NEW_CONTACT } from '../write/contact.writer.ts';
import { writeDocument } from '../write/document.writer.ts';
import { writePayment } from '../write/payment.writer.ts';
import type { Writing } from '../write/writing.ts';
import { seedOrganisation } from './organisations.seed.ts';
import type { Seed } from './seed-options.ts';

interface SeedContext {
  book: Book;
  seed: Seed;
  random: Random;
  now: Date;
  platform: Writing['platform'];
}

/** Every organisation with its demo data. */
export function seedBooks(seed: Seed, platform: Pick<Platform, 'clock' | 'switches'>): readonly Book[] {
  const now = platform.clock.now();
  return Array.from({ length: seed.organisations }, (_item, index) => {
    const book = seedOrganisation(index, Date.parse(seededAt({ now }, 0, 1)));
    const context: SeedContext = { book, seed, random: createRandom(seed.randomSeed + index), now, platform };
    seedContacts(context);
    seedItems(context);
    seedInvoices(context);
    return book;
  });
}

function seedContacts({ book, seed, now }: SeedContext): void {
  for (let index = 0; index < seed.contacts; index += 1) {
    const number = String(index + 1).padStart(5, '0');
    const values: Values = {
      ...NEW_CONTACT,
      Name: numbered('Demo Company', index),
      AccountNumber: `A-${number}`,
      EmailAddress: `accounts-${number}@example.com`,
    };
    book.putRecord('Contacts', { values, updatedAt: Date.parse(seededAt({ now }, index, seed.contacts)) });
  }
}

function seedItems({ book, seed, random, now }: SeedContext): void {
  for (let index = 0; index < seed.items; index += 1) {
    const cost = random.int(1_000, 150_000);
    const name = numbered('Demo Product', index);
    const values: Values = {
      Code: `SKU-${String(index + 1).padStart(5, '0')}`,
      Name: name,
      Description: name,
      PurchaseDescription: name,
      IsSold: true,
      IsPurchased: true,
      IsTrackedAsInventory: false,
      SalesDetails: { UnitPrice: Math.round(cost * 1.25) / 100, AccountCode: '200' },
      PurchaseDetails: { UnitPrice: cost / 100, AccountCode: '310' },
    };
    book.putRecord('Items', { values, updatedAt: Date.parse(seededAt({ now }, index, seed.items)) });
  }
}

const STATUSES = ['DRAFT', 'AUTHORISED', 'AUTHORISED', 'PAID'] as const;

/** By the rules that the API's own documents follow. */
function seedInvoices({ book, seed, random, now, platform }: SeedContext): void {
  const contacts = [...book.records('Contacts').walk({})];
  if (contacts.length === 0) return;
  for (let index = 0; index < seed.invoices; index += 1) {
    const at = Date.parse(seededAt({ now }, index, seed.invoices));
    const writing: Writing = { platform, book, at, unitPlaces: 2, madeBy: undefined, changes: [] };
    const status = cycle(STATUSES, index);
    const sent: Values = {
      Type: 'ACCREC',
      Contact: { ContactID: cycle(contacts, index).guid },
      Date: seededDay({ now }, -30).slice(0, 10),
      DueDate: seededDay({ now }, 20).slice(0, 10),
      Reference: numbered('Demo order', index),
      Status: status === 'DRAFT' ? 'DRAFT' : 'AUTHORISED',
      LineItems: [
        {
          Description: 'Demo work',
          Quantity: random.int(1, 20),
          UnitAmount: random.int(5_000, 20_000) / 100,
          AccountCode: '260',
        },
        { Description: 'Demo goods', Quantity: 1, UnitAmount: random.int(1_000, 90_000) / 100, AccountCode: '200' },
      ],
    };
    const { row } = writeDocument(writing, { kind: 'Invoices', sent, mode: 'create' });
    const isPaid = status === 'PAID' && !row.total.isZero();
    if (isPaid)
      writePayment(writing, { Invoice: { InvoiceID: row.guid }, Account: { Code: '090' }, Amount: row.total.toFixed(2) });
  }
}
