import { cycle, numbered } from '../../seeding/demo-data.ts';
import { createBook, type Book } from '../store/book.ts';
import type { RecordKind, Values } from '../store/rows.ts';

const COUNTRIES = [
  { country: 'NZ', currency: 'NZD', zone: 'Pacific/Auckland', timezone: 'NEWZEALANDSTANDARDTIME', rate: 15, suffix: '2' },
  { country: 'AU', currency: 'AUD', zone: 'Australia/Sydney', timezone: 'AUSEASTERNSTANDARDTIME', rate: 10, suffix: '' },
  { country: 'GB', currency: 'GBP', zone: 'Europe/London', timezone: 'GMTSTANDARDTIME', rate: 20, suffix: '2' },
] as const;

/** An organisation with chart, tax rates, tracking, currencies and themes; `at` is when all of it was set up. */
export function seedOrganisation(index: number, at: number): Book {
  const place = cycle(COUNTRIES, index);
  const book = createBook(index, { zone: place.zone, approvals: undefined, values: organisationValues(index, place) });
  const plant = (kind: RecordKind, rows: readonly Values[]): void => {
    for (const values of rows) book.putRecord(kind, { values, updatedAt: at });
  };
  plant('TaxRates', taxRates(place));
  plant('Accounts', accounts(index, place));
  plant('Currencies', [
    { Code: place.currency, Description: `${place.currency} of the organisation` },
    { Code: 'USD', Description: 'United States Dollar', rateOfDay: 0.61 },
  ]);
  plant('BrandingThemes', [
    { Name: 'Standard', SortOrder: 0 },
    { Name: 'Demo theme', SortOrder: 1 },
  ]);
  plant('TrackingCategories', [
    { Name: 'Region', Status: 'ACTIVE', Options: optionsOf(book, ['North', 'South'], ['East']) },
    { Name: 'Department', Status: 'ACTIVE', Options: optionsOf(book, ['Projects', 'Support'], []) },
  ]);
  return book;
}

function organisationValues(index: number, { country, currency, timezone, suffix }: (typeof COUNTRIES)[number]): Values {
  const name = numbered('Demo Organisation', index);
  return {
    Name: name,
    LegalName: `${name} Ltd`,
    ShortCode: `!Demo${index + 1}`,
    BaseCurrency: currency,
    CountryCode: country,
    Timezone: timezone,
    Version: country,
    Class: 'STARTER',
    Edition: 'BUSINESS',
    OrganisationType: 'COMPANY',
    OrganisationStatus: 'ACTIVE',
    IsDemoCompany: false,
    PaysTax: true,
    SalesTaxBasis: 'PAYMENTS',
    DefaultSalesTax: `OUTPUT${suffix}`,
    PeriodLockDate: null,
    EndOfYearLockDate: null,
    PaymentTerms: { Bills: { Day: 20, Type: 'OFFOLLOWINGMONTH' }, Sales: { Day: 20, Type: 'OFFOLLOWINGMONTH' } },
  };
}

function optionsOf(book: Book, active: readonly string[], archived: readonly string[]): Values[] {
  const made = (Name: string, Status: string): Values => ({
    TrackingOptionID: book.freshGuid('TrackingOptions'),
    Name,
    Status,
  });
  return [...active.map((name) => made(name, 'ACTIVE')), ...archived.map((name) => made(name, 'ARCHIVED'))];
}

function taxRates({ country, rate, suffix }: (typeof COUNTRIES)[number]): Values[] {
  const row = (Name: string, TaxType: string, side: 'sales' | 'purchases' | 'both', percent = 0) => ({
    Name,
    TaxType,
    Status: TaxType === 'TAX001' ? 'DELETED' : 'ACTIVE',
    EffectiveRate: percent,
    DisplayTaxRate: percent,
    CanApplyToAssets: true,
    CanApplyToEquity: true,
    CanApplyToLiabilities: true,
    CanApplyToExpenses: side !== 'sales',
    CanApplyToRevenue: side !== 'purchases',
    TaxComponents: percent === 0 ? [] : [{ Name: country === 'GB' ? 'VAT' : 'GST', Rate: percent, IsCompound: false }],
  });
  return [
    row('No tax', 'NONE', 'both'),
    row(`${rate}% on income`, `OUTPUT${suffix}`, 'sales', rate),
    row(`${rate}% on expenses`, `INPUT${suffix}`, 'purchases', rate),
    row('Zero rated', 'ZERORATEDOUTPUT', 'sales'),
    row('Exempt', 'EXEMPTOUTPUT', 'sales'),
    row('Rate of last year', 'TAX001', 'both', 12.5),
  ];
}

/** The rounding account has another code in each organisation: it is found by its SystemAccount. */
function accounts(index: number, { suffix }: (typeof COUNTRIES)[number]): Values[] {
  const output = `OUTPUT${suffix}`;
  const input = `INPUT${suffix}`;
  const row = (code: string, name: string, [type, side, tax]: readonly [string, string, string], more: Values = {}): Values => ({
    ...(code === '' ? {} : { Code: code }),
    Name: name,
    Type: type,
    Class: side,
    TaxType: tax,
    Status: 'ACTIVE',
    EnablePaymentsToAccount: false,
    ...more,
  });
  const revenue = ['REVENUE', 'REVENUE', output] as const;
  const expense = ['EXPENSE', 'EXPENSE', input] as const;
  return [
    row('090', 'Demo Bank', ['BANK', 'ASSET', 'NONE']),
    row('200', 'Sales', revenue),
    row('260', 'Services', revenue),
    row('270', 'Sales of last year', revenue, { Status: 'ARCHIVED' }),
    row('310', 'Purchases', ['DIRECTCOSTS', 'EXPENSE', input]),
    row('425', 'Freight', expense),
    row('610', 'Accounts receivable', ['CURRENT', 'ASSET', 'NONE'], { SystemAccount: 'DEBTORS' }),
    row('800', 'Accounts payable', ['CURRLIAB', 'LIABILITY', 'NONE'], { SystemAccount: 'CREDITORS' }),
    row('820', 'Tax', ['CURRLIAB', 'LIABILITY', 'NONE'], { SystemAccount: 'GST' }),
    row(`86${index % 10}`, 'Rounding', ['EXPENSE', 'EXPENSE', 'NONE'], { SystemAccount: 'ROUNDING' }),
    row('880', 'Owner funds', ['EQUITY', 'EQUITY', 'NONE'], { EnablePaymentsToAccount: true }),
    row('', 'Account without a code', revenue),
  ];
}
