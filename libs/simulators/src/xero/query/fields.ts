import { badQuery } from '../refusal.ts';

/** How a value compares; `name` ignores case and accents (xero.md 9). */
export type FieldType = 'text' | 'name' | 'guid' | 'number' | 'date' | 'flag';
export type Fields = Readonly<Record<string, FieldType>>;

/** `type: Field Field …`, a line each. */
function fields(text: string): Fields {
  const entries = text
    .trim()
    .split('\n')
    .flatMap((line): [string, FieldType][] => {
      const [type = '', names = ''] = line.trim().split(': ');
      return names.split(' ').map((name) => [name, type as FieldType]);
    });
  return Object.fromEntries(entries);
}

const DOCUMENT = `
  guid: Contact.ContactID BrandingThemeID
  name: Contact.Name
  text: Contact.ContactNumber Reference Type Status CurrencyCode LineAmountTypes
  date: Date DueDate UpdatedDateUTC FullyPaidOnDate
  number: SubTotal TotalTax Total CurrencyRate
  flag: SentToContact HasAttachments`;

/** What `where` and `order` may name, by resource. */
export const FIELDS: Readonly<Record<string, Fields>> = {
  Invoices: fields(`${DOCUMENT}
    guid: InvoiceID
    text: InvoiceNumber
    number: AmountDue AmountPaid AmountCredited`),
  CreditNotes: fields(`${DOCUMENT}
    guid: CreditNoteID
    text: CreditNoteNumber
    number: RemainingCredit`),
  PurchaseOrders: fields(`${DOCUMENT}
    guid: PurchaseOrderID
    text: PurchaseOrderNumber
    date: DeliveryDate`),
  Payments: fields(`
    guid: PaymentID Invoice.InvoiceID CreditNote.CreditNoteID Account.AccountID
    text: Status PaymentType Reference Invoice.InvoiceNumber
    date: Date UpdatedDateUTC
    number: Amount
    flag: IsReconciled`),
  Contacts: fields(`
    guid: ContactID
    name: Name EmailAddress FirstName LastName
    text: ContactNumber AccountNumber ContactStatus TaxNumber CompanyNumber DefaultCurrency
    date: UpdatedDateUTC
    flag: IsSupplier IsCustomer`),
  Items: fields(`
    guid: ItemID
    name: Name
    text: Code Description
    date: UpdatedDateUTC
    flag: IsSold IsPurchased IsTrackedAsInventory`),
  Accounts: fields(`
    guid: AccountID
    name: Name
    text: Code Type Status Class SystemAccount TaxType
    date: UpdatedDateUTC
    flag: EnablePaymentsToAccount`),
  TaxRates: fields(`
    name: Name
    text: TaxType Status
    number: EffectiveRate DisplayTaxRate`),
  TrackingCategories: fields(`
    guid: TrackingCategoryID
    name: Name
    text: Status`),
  Currencies: fields(`
    text: Code
    name: Description`),
  BrandingThemes: fields(`
    guid: BrandingThemeID
    name: Name
    number: SortOrder`),
};

/** @throws AppError for a field that the resource does not have */
export function requireField(resource: string, name: string): FieldType {
  const known = FIELDS[resource] ?? {};
  const type = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!type) throw badQuery(`No property or field '${name}' exists in type '${resource.replace(/s$/, '')}'`);
  return type;
}
