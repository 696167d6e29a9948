/** A list that the role of the API agent has to show, and what it stands for here. */
export interface NeededRight {
  entity: string;
  title: string;
  /** The product works without it, but for what it stands for. */
  isOptional?: boolean;
}

/** What is read and written (HP-01): an agent with the Administrator role sees all of it. */
export const NEEDED_RIGHTS: readonly NeededRight[] = [
  { entity: 'Client', title: 'Customers' },
  { entity: 'Site', title: 'Sites' },
  { entity: 'Users', title: 'Users' },
  { entity: 'Agent', title: 'Agents' },
  { entity: 'Item', title: 'Items' },
  { entity: 'Opportunities', title: 'Opportunities' },
  { entity: 'Quotation', title: 'Quotations' },
  { entity: 'SalesOrder', title: 'Sales orders' },
  { entity: 'Supplier', title: 'Suppliers', isOptional: true },
  { entity: 'PurchaseOrder', title: 'Purchase orders', isOptional: true },
];
