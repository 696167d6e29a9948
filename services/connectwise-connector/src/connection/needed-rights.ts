/** A right that the API member's security role needs, and what shows it. */
export interface NeededRight {
  /** The module, or the section of Table Setup. */
  section: string;
  /** The entry of Table Setup; absent for a module. */
  entry?: string;
  /** A list that only this right lets be read. */
  path: string;
  /** The product works without it, but for what it stands for. */
  isOptional?: boolean;
}

/** The modules (CW-01; connectwise.md section 3). System is shown by the connection itself. */
export const MODULES: readonly NeededRight[] = [
  { section: 'Companies', path: 'company/companies' },
  { section: 'Finance', path: 'finance/agreements' },
  { section: 'Marketing', path: 'marketing/campaigns', isOptional: true },
  { section: 'Procurement', path: 'procurement/catalog' },
  { section: 'Project', path: 'project/projects', isOptional: true },
  { section: 'Sales', path: 'sales/opportunities' },
  { section: 'Service Desk', path: 'service/tickets' },
  { section: 'System', path: 'system/members' },
];

/** The entries of Table Setup (CW-02); SLA and Severity stand for the two that the page cuts off. */
export const SETUP_TABLES: readonly NeededRight[] = [
  { section: 'Company', entry: 'Address Formats', path: 'company/addressFormats', isOptional: true },
  { section: 'Company', entry: 'Company Status', path: 'company/companies/statuses' },
  { section: 'Company', entry: 'Company Type', path: 'company/companies/types' },
  { section: 'Company', entry: 'Country', path: 'company/countries' },
  { section: 'Company', entry: 'Team Role', path: 'company/teamRoles', isOptional: true },
  { section: 'Expense', entry: 'Payment Type', path: 'expense/paymentTypes' },
  { section: 'Inventory', entry: 'Warehouse Bin', path: 'procurement/warehouseBins' },
  { section: 'Invoicing', entry: 'Billing Cycle', path: 'finance/billingCycles' },
  { section: 'Invoicing', entry: 'Billing Terms', path: 'finance/billingTerms' },
  { section: 'Invoicing', entry: 'Tax Code', path: 'finance/taxCodes' },
  { section: 'Opportunities', entry: 'Opportunity Status', path: 'sales/opportunities/statuses' },
  { section: 'Opportunities', entry: 'Sales Probability', path: 'sales/probabilities' },
  { section: 'Opportunities', entry: 'Sales Stage', path: 'sales/stages' },
  { section: 'Opportunities', entry: 'Sales Teams', path: 'sales/salesTeams', isOptional: true },
  { section: 'Opportunities', entry: 'Opportunity Type', path: 'sales/opportunities/types' },
  { section: 'Products', entry: 'Category', path: 'procurement/categories' },
  { section: 'Products', entry: 'Manufacturers', path: 'procurement/manufacturers' },
  { section: 'Products', entry: 'Product Type', path: 'procurement/types' },
  { section: 'Products', entry: 'Subcategory', path: 'procurement/subcategories' },
  { section: 'Service', entry: 'Priority', path: 'service/priorities' },
  { section: 'Service', entry: 'Service Board', path: 'service/boards' },
  { section: 'Service', entry: 'Severity', path: 'service/severities', isOptional: true },
  { section: 'Service', entry: 'SLA', path: 'service/SLAs' },
];
