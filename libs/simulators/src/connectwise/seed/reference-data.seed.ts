import type { Values } from '../store/database.ts';
import type { SeedContext } from './seed-context.ts';

type Setup = Readonly<Record<string, readonly Values[]>>;

const named = (...names: string[]): Values[] => names.map((name, index) => ({ name, defaultFlag: index === 0 }));

const SETUP: Setup = {
  Location: named('Demo Head Office', 'Demo Branch'),
  Department: [
    { identifier: 'SALES', name: 'Sales' },
    { identifier: 'SERVICE', name: 'Service' },
  ],
  'Security Role': named('Admin', 'API Integration'),
  Country: [
    { name: 'United States', identifier: 'US', defaultFlag: true },
    { name: 'Canada', identifier: 'CA' },
    { name: 'United Kingdom', identifier: 'GB' },
    { name: 'Germany', identifier: 'DE' },
    { name: 'Australia', identifier: 'AU' },
  ],
  State: [
    { identifier: 'FL', name: 'Florida', country: 1 },
    { identifier: 'IL', name: 'Illinois', country: 1 },
    { identifier: 'TX', name: 'Texas', country: 1 },
    { identifier: 'ON', name: 'Ontario', country: 2 },
  ],
  'Address Format': named('Standard'),
  'Team Role': named('Account Manager', 'Engineer'),
  Market: named('Healthcare', 'Legal', 'Manufacturing'),
  Relationship: named('Owner', 'Employee'),
  'Contact Department': named('Management', 'Accounting'),
  'Company Status': [
    { name: 'Active', defaultFlag: true, inactiveFlag: false, disallowSavingFlag: false },
    { name: 'Prospect', defaultFlag: false, inactiveFlag: false, disallowSavingFlag: false },
    { name: 'Not-Approved', defaultFlag: false, inactiveFlag: false, disallowSavingFlag: true },
    { name: 'Former', defaultFlag: false, inactiveFlag: true, disallowSavingFlag: false },
  ],
  'Company Type': [
    { name: 'Client', defaultFlag: true, vendorFlag: false },
    { name: 'Prospect', defaultFlag: false, vendorFlag: false },
    { name: 'Vendor', defaultFlag: false, vendorFlag: true },
    { name: 'Manufacturer', defaultFlag: false, vendorFlag: true },
  ],
  'Contact Type': [
    { description: 'Decision maker', defaultFlag: true },
    { description: 'Billing contact', defaultFlag: false },
  ],
  'Communication Type': [
    { description: 'Email', emailFlag: true, phoneFlag: false, faxFlag: false, defaultFlag: true, disabled: false },
    { description: 'Direct', emailFlag: false, phoneFlag: true, faxFlag: false, defaultFlag: true, disabled: false },
    { description: 'Fax', emailFlag: false, phoneFlag: false, faxFlag: true, defaultFlag: true, disabled: false },
    { description: 'Mobile', emailFlag: false, phoneFlag: true, faxFlag: false, defaultFlag: false, disabled: false },
    { description: 'Private Email', emailFlag: true, phoneFlag: false, faxFlag: false, defaultFlag: false, disabled: false },
  ],
  'Billing Term': [
    { name: 'Due on receipt', dueDays: 0, defaultFlag: false },
    { name: 'Net 15', dueDays: 15, defaultFlag: false },
    { name: 'Net 30', dueDays: 30, defaultFlag: true },
  ],
  'Billing Cycle': [
    { identifier: 'ONE', name: 'One time', billingOptions: 'NotRecurring', defaultFlag: false },
    { identifier: 'M', name: 'Monthly', billingOptions: 'Monthly', defaultFlag: true },
    { identifier: 'Q', name: 'Quarterly', billingOptions: 'Quarterly', defaultFlag: false },
    { identifier: 'Y', name: 'Yearly', billingOptions: 'Yearly', defaultFlag: false },
  ],
  'Tax Code': [
    {
      identifier: 'FL-TAX',
      description: 'Florida',
      invoiceCaption: 'Sales tax',
      effectiveDate: '2020-01-01T00:00:00Z',
      defaultFlag: true,
      levelOneRate: 0.07,
      levelOneRateType: 'Percent',
    },
  ],
  Currency: [
    { name: 'US Dollar', currencyCode: 'USD', symbol: '$' },
    { name: 'Euro', currencyCode: 'EUR', symbol: '€' },
  ],
  'Payment Type': named('Company card', 'Cash'),
  'Agreement Type': named('Managed Services', 'Cloud Subscriptions'),
  'Sales Probability': [{ probability: 10 }, { probability: 50 }, { probability: 90 }, { probability: 100 }, { probability: 0 }],
  'Sales Stage': [
    { name: '1. Prospect', probability: 1, sequenceNumber: 1 },
    { name: '2. Quote', probability: 2, sequenceNumber: 2 },
    { name: '3. Verbal', probability: 3, sequenceNumber: 3 },
  ],
  'Sales Team': named('Demo Team'),
  'Opportunity Status': [
    { name: 'Open', wonFlag: false, lostFlag: false, closedFlag: false, inactiveFlag: false, defaultFlag: true },
    { name: 'Won', wonFlag: true, lostFlag: false, closedFlag: true, inactiveFlag: false, defaultFlag: false },
    { name: 'Lost', wonFlag: false, lostFlag: true, closedFlag: true, inactiveFlag: false, defaultFlag: false },
    { name: 'No Decision', wonFlag: false, lostFlag: false, closedFlag: true, inactiveFlag: false, defaultFlag: false },
  ],
  'Opportunity Type': [
    { description: 'Hardware', inactiveFlag: false },
    { description: 'Managed Services', inactiveFlag: false },
    { description: 'Project', inactiveFlag: false },
    { description: 'Retired', inactiveFlag: true },
  ],
  'Opportunity Rating': named('Hot', 'Cold'),
  'Opportunity Priority': named('High', 'Low'),
  'Order Status': [
    { name: 'New', closedFlag: false, inactiveFlag: false, defaultFlag: true },
    { name: 'Closed', closedFlag: true, inactiveFlag: false, defaultFlag: false },
  ],
  Campaign: [
    {
      name: 'Spring mailing',
      type: { id: 1, name: 'Mail' },
      subType: { id: 1, name: 'Newsletter' },
      startDate: '2025-03-01T00:00:00Z',
      inactive: false,
    },
    {
      name: 'Web site',
      type: { id: 2, name: 'Web' },
      subType: { id: 2, name: 'Form' },
      startDate: '2024-01-01T00:00:00Z',
      inactive: false,
    },
  ],
  'Product Type': [
    { name: 'Inventory', inactiveFlag: false, typeXref: 'InventoryPart' },
    { name: 'Non-Inventory', inactiveFlag: false, typeXref: 'NonInventoryPart', defaultFlag: true },
    { name: 'Other Charge', inactiveFlag: false, typeXref: 'OtherCharge' },
    { name: 'Service', inactiveFlag: false, typeXref: 'Service' },
  ],
  Manufacturer: [
    { name: 'Demo Works', inactiveFlag: false },
    { name: 'Sample Industries', inactiveFlag: false },
    { name: 'Gone Brand', inactiveFlag: true },
  ],
  'Unit Of Measure': [
    { name: 'Each', inactiveFlag: false, defaultFlag: true },
    { name: 'Monthly', inactiveFlag: false, defaultFlag: false },
    { name: 'Yearly', inactiveFlag: false, defaultFlag: false },
  ],
  'Purchase Order Status': [
    { name: 'New', closedFlag: false, inactiveFlag: false, defaultFlag: true },
    { name: 'Ordered', closedFlag: false, inactiveFlag: false, defaultFlag: false },
    { name: 'Closed', closedFlag: true, inactiveFlag: false, defaultFlag: false },
  ],
  Warehouse: [{ name: 'Main Warehouse', location: 1, department: 1, inactiveFlag: false, overallDefaultFlag: true }],
  'Warehouse Bin': [
    { name: 'A-01', warehouse: 1, inactiveFlag: false },
    { name: 'B-01', warehouse: 1, inactiveFlag: false },
  ],
  'Service Board': [
    { name: 'Help Desk', location: 1, department: 2, inactiveFlag: false, defaultFlag: true },
    { name: 'Procurement', location: 1, department: 1, inactiveFlag: false },
  ],
  Priority: [
    { name: 'Priority 3', color: 'Blue', sortOrder: 3, defaultFlag: true },
    { name: 'Priority 1', color: 'Red', sortOrder: 1, defaultFlag: false },
  ],
  Severity: named('Medium', 'High'),
  SLA: named('Standard'),
};

/** What an administrator has set up before any company exists. */
export function seedReferenceData(context: SeedContext): void {
  for (const [entity, rows] of Object.entries(SETUP)) for (const values of rows) context.insert(entity, values);
  seedBoards(context);
  seedCategories(context);
  seedMembers(context);
  seedCustomFields(context);
}

function seedBoards({ insert, idsOf }: SeedContext): void {
  for (const board of idsOf('Service Board')) {
    ['New', 'In Progress', 'Closed'].forEach((name, index) =>
      insert('Service Status', {
        name,
        board,
        sortOrder: index + 1,
        closedStatus: name === 'Closed',
        inactive: false,
        defaultFlag: index === 0,
      }),
    );
    for (const name of ['Request', 'Incident']) insert('Service Type', { name, board, inactiveFlag: false });
    insert('Service SubType', { name: 'Hardware', board, inactiveFlag: false });
    insert('Service Item', { name: 'Laptop', board, inactiveFlag: false });
  }
}

/** Two subcategories each; the last category and one subcategory are inactive. */
function seedCategories({ insert }: SeedContext): void {
  for (const [name, inactiveFlag] of [
    ['Hardware', false],
    ['Software', false],
    ['Services', false],
    ['Discontinued', true],
  ] as const) {
    const category = insert('Product Category', { name, inactiveFlag, defaultFlag: name === 'Hardware' });
    for (const part of ['Standard', 'Special'])
      insert('Product SubCategory', { name: `${name} ${part}`, category: category.id, inactiveFlag });
  }
  insert('Product SubCategory', { name: 'Hardware Retired', category: FIRST_CATEGORY, inactiveFlag: true });
}

const FIRST_CATEGORY = 80;

/** Regular members, a subcontractor, one that is inactive; the API member is listed apart. */
function seedMembers({ insert, apiMember }: SeedContext): void {
  const licences = ['F', 'F', 'F', 'X', 'F'];
  ['Alex', 'Billie', 'Casey', 'Devon', 'Ellis'].forEach((firstName, index) => {
    const name = firstName.toLowerCase();
    insert('Member', {
      identifier: `${name}d`,
      firstName,
      lastName: 'Demo',
      fullName: `${firstName} Demo`,
      licenseClass: licences[index] ?? 'F',
      inactiveFlag: index === 4,
      hireDate: '2020-01-01T00:00:00Z',
      defaultEmail: 'Office',
      defaultPhone: 'Office',
      officeEmail: `${name}.demo@example.com`,
      securityRole: 1,
      defaultLocation: 1,
      defaultDepartment: 1,
      salesDefaultLocation: 1,
    });
  });
  const { id, identifier } = apiMember;
  insert('Api Member', { identifier, name: 'Quoting API', inactiveFlag: false, securityRole: 2, defaultLocation: 1 }, { id });
}

interface DemoField {
  screen: string;
  caption: string;
  type: string;
  options?: readonly string[];
}

const CUSTOM_FIELDS: readonly DemoField[] = [
  { screen: 'Company', caption: 'Quote Reference', type: 'Text' },
  { screen: 'Company', caption: 'Customer Tier', type: 'Text', options: ['Bronze', 'Silver', 'Gold'] },
  { screen: 'Company', caption: 'Seats', type: 'Number' },
  { screen: 'Contact', caption: 'Preferred Name', type: 'Text' },
  { screen: 'Contact', caption: 'Newsletter', type: 'Checkbox' },
  { screen: 'Opportunity', caption: 'Quote Number', type: 'Text' },
  { screen: 'Opportunity', caption: 'Decision Date', type: 'Date' },
  { screen: 'Catalog', caption: 'Warranty Months', type: 'Number' },
  { screen: 'Ticket', caption: 'Delivery Note', type: 'Text' },
  { screen: 'Agreement', caption: 'Contract Number', type: 'Text' },
];

function seedCustomFields({ insert }: SeedContext): void {
  CUSTOM_FIELDS.forEach(({ screen, caption, type, options }, index) =>
    insert('User Defined Field', {
      podId: index + 1,
      podDescription: `${screen.toLowerCase()}_overview`,
      caption,
      sequenceNumber: index + 1,
      screenId: `${screen.slice(0, 2).toLowerCase()}300`,
      screenDescription: screen,
      fieldTypeIdentifier: type,
      numberDecimals: 0,
      entryTypeIdentifier: options ? 'List' : type === 'Date' ? 'Date' : 'EntryField',
      requiredFlag: false,
      displayOnScreenFlag: true,
      readOnlyFlag: false,
      ...(options
        ? {
            options: options.map((optionValue, at) => ({
              id: at + 1,
              optionValue,
              defaultFlag: false,
              inactiveFlag: false,
              sortOrder: at,
            })),
          }
        : {}),
    }),
  );
}
