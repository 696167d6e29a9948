import { LICENSE_TYPE_API_USER, USE_TYPE } from '../metadata/picklists.ts';
import type { SeedContext } from './seed-context.ts';

const COUNTRIES = [
  ['US', 'United States'],
  ['CA', 'Canada'],
  ['GB', 'United Kingdom'],
  ['IE', 'Ireland'],
  ['DE', 'Germany'],
  ['AT', 'Austria'],
  ['CH', 'Switzerland'],
  ['FR', 'France'],
  ['NL', 'Netherlands'],
  ['BE', 'Belgium'],
  ['AU', 'Australia'],
  ['NZ', 'New Zealand'],
] as const;

const CURRENCIES = [
  ['USD', 'US Dollar', 1],
  ['EUR', 'Euro', 0.92],
  ['GBP', 'Pound Sterling', 0.79],
  ['CAD', 'Canadian Dollar', 1.36],
  ['AUD', 'Australian Dollar', 1.52],
] as const;

const PAYMENT_TERMS = [
  ['Due on receipt', 0],
  ['Net 15', 15],
  ['Net 30', 30],
  ['Net 60', 60],
] as const;

const BILLING_CODES = [
  ['Hardware', USE_TYPE.material, '4000'],
  ['Software Licences', USE_TYPE.material, '4010'],
  ['Accessories', USE_TYPE.material, '4020'],
  ['Freight', USE_TYPE.material, '4900'],
  ['Products', USE_TYPE.product, '4030'],
  ['Managed Services', USE_TYPE.recurringService, '4100'],
  ['Cloud Subscriptions', USE_TYPE.recurringService, '4110'],
  ['Remote Support', USE_TYPE.general, '4200'],
  ['Onsite Support', USE_TYPE.general, '4210'],
  ['Travel', USE_TYPE.expense, '5000'],
] as const;

/** What an administrator has set up before any company exists. */
export function seedReferenceData(context: SeedContext): void {
  const { insert } = context;
  for (const [countryCode, name] of COUNTRIES) {
    insert('Countries', {
      countryCode,
      name,
      displayName: name,
      isActive: true,
      isDefaultCountry: countryCode === 'US',
      addressFormatID: 1,
    });
  }
  for (const [name, description, exchangeRate] of CURRENCIES) {
    insert('Currencies', { name, description, exchangeRate, isInternalCurrency: name === 'USD', isActive: true });
  }
  for (const [name, paymentDueInDays] of PAYMENT_TERMS) insert('PaymentTerms', { name, paymentDueInDays, isActive: true });
  seedTaxes(context);
  for (const [name, useType, externalNumber] of BILLING_CODES) {
    const values = {
      name,
      description: `Demo ${name}`,
      useType,
      externalNumber,
      isActive: true,
      billingCodeType: 0,
      generalLedgerAccount: 1,
    };
    insert('BillingCodes', { ...values, taxCategoryID: 1 });
  }
  insert('BillingCodes', { name: 'Retired Hardware', useType: USE_TYPE.material, isActive: false, billingCodeType: 0 });
  for (const name of ['Ground', 'Express']) insert('ShippingTypes', { name, isActive: true, billingCodeID: 29_682_804 });
  insert('InvoiceTemplates', { name: 'Demo Invoice', paymentTerms: 3, isActive: true });
  insert('InvoiceTemplates', { name: 'Demo Invoice, due on receipt', paymentTerms: 1, isActive: true });
  insert('QuoteTemplates', { name: 'Demo Quote', isActive: true });
  for (const locationName of ['Main Warehouse', 'Service Van']) {
    insert('InventoryLocations', { locationName, isActive: true, isDefault: locationName === 'Main Warehouse' });
  }
}

function seedTaxes({ insert }: SeedContext): void {
  const regions = ['Demo State', 'Demo Province'].map((name) => insert('TaxRegions', { name, isActive: true }));
  const categories = ['Hardware', 'Services', 'Exempt'].map((name) => insert('TaxCategories', { name, isActive: true }));
  for (const region of regions) {
    for (const category of categories) {
      const taxRate = category.values['name'] === 'Exempt' ? 0 : region.id === 1 ? 8.25 : 13;
      const taxName = `${String(region.values['name'])} ${String(category.values['name'])}`;
      insert('Taxes', { taxRegionID: region.id, taxCategoryID: category.id, taxName, taxRate, isCompounded: false });
    }
  }
}

const FULL_ACCESS = 10;
const API_USER_TYPE = 17;
const PROFESSIONAL = 1;

/** Departments, roles and resources; the API user is a resource too, and no owner of anything. */
export function seedStaff({ insert, apiUserId }: SeedContext): void {
  for (const name of ['Administration', 'Sales', 'Service']) insert('Departments', { name, primaryLocationID: 1 });
  for (const [name, hourlyRate] of [
    ['Engineer', 120] as const,
    ['Project Manager', 150] as const,
    ['Retired Role', 90] as const,
  ]) {
    const isActive = name !== 'Retired Role';
    insert('Roles', {
      name,
      description: `Demo ${name}`,
      hourlyFactor: 1,
      hourlyRate,
      isActive,
      isSystemRole: false,
      roleType: 0,
    });
  }
  ['Alex', 'Billie', 'Casey', 'Devon', 'Ellis'].forEach((firstName, index) => {
    const name = firstName.toLowerCase();
    insert('Resources', {
      firstName,
      lastName: 'Demo',
      userName: `${name}.demo`,
      email: `${name}.demo@example.com`,
      emailTypeCode: 'PRIMARY',
      isActive: index < 4,
      userType: FULL_ACCESS,
      licenseType: PROFESSIONAL,
      resourceType: 'Employee',
      locationID: 1,
      internalCost: 50,
    });
  });
  const apiUser = {
    firstName: 'API',
    lastName: 'User',
    userName: 'api.user',
    email: 'api.user@example.com',
    emailTypeCode: 'PRIMARY',
  };
  insert(
    'Resources',
    { ...apiUser, isActive: true, userType: API_USER_TYPE, licenseType: LICENSE_TYPE_API_USER },
    { id: apiUserId },
  );
}
