import { invalidInput } from '@psa-bridge/core';

/** One value as `entityInformation/fields` shows it (autotask.md 2.6): the value is text there and a number in records. */
export interface PicklistValue {
  value: string;
  label: string;
  isDefaultValue: boolean;
  sortOrder: number;
  parentValue: string;
  isActive: boolean;
  isSystem: boolean;
}

const ENTRY = /^(?<mark>[*-]?)(?<value>[^\s^]+)(?:\^(?<parent>\S+))? (?<label>.+)$/;

/** `value label`, with `*` before the default, `-` before an inactive one and `^parent` behind the value of a dependent one. */
function parseEntry(text: string, index: number): PicklistValue {
  const groups = ENTRY.exec(text)?.groups;
  if (!groups) throw invalidInput('bad_picklist_notation', `Not a picklist value: '${text}'`);
  return {
    value: groups['value'] ?? '',
    label: groups['label'] ?? '',
    isDefaultValue: groups['mark'] === '*',
    sortOrder: index + 1,
    parentValue: groups['parent'] ?? '',
    isActive: groups['mark'] !== '-',
    isSystem: false,
  };
}

const PERIODS = ['1 One-Time', '2 Monthly', '3 Quarterly', '4 Semi-Annual', '5 Yearly'];
const RECURRING_PERIODS = PERIODS.slice(1);
const COST_TYPES = ['*1 Operational', '2 Capitalized'];
const CHARGE_STATUSES = [
  '1 Pending',
  '2 Waiting Approval',
  '3 Need to Order/Fulfill',
  '4 On Order',
  '5 Ordered (legacy)',
  '6 Ready to Deliver/Ship',
  '7 Delivered/Shipped Full',
  '8 Canceled',
];

/** Demo tenant data: ids that the document marks as unconfirmed are this tenant's own and mean nothing elsewhere. */
const DEMO: Readonly<Record<string, readonly string[]>> = {
  'Companies.companyType': ['1 Customer', '2 Lead', '*3 Prospect', '4 Dead', '6 Cancellation', '7 Vendor', '8 Partner'],
  'Companies.classification': ['200 Gold', '201 Silver', '202 Bronze'],
  'Companies.territoryID': ['29682778 Local', '29682779 National'],
  'Companies.marketSegmentID': ['29683465 Construction', '29683466 Education', '29683467 Healthcare', '29683468 Legal'],
  'Companies.competitorID': ['29682770 Demo Rival One', '29682771 Demo Rival Two'],
  'Companies.invoiceMethod': ['0 Do Not Print', '1 Print', '2 E-mail'],
  'Companies.billToAddressToUse': ['*1 Company Address', '2 Parent Company Address', '3 Another Location'],
  'Contacts.namePrefix': ['1 Mr.', '2 Mrs.', '3 Ms.', '4 Dr.'],
  'Contacts.nameSuffix': ['1 Jr.', '2 Sr.'],
  'CompanyNotes.actionType': ['*1 Phone Call', '2 Meeting', '3 Note', '9 Opportunity Update'],
  'Opportunities.stage': [
    '29683451 Qualification',
    '29683452 Presentation',
    '29683453 Negotiation',
    '29683454 Won',
    '-29683455 Retired stage',
  ],
  'Opportunities.status': ['0 Not Ready To Buy', '*1 Active', '2 Lost', '3 Closed', '4 Implemented'],
  'Opportunities.leadSource': ['29682801 Referral', '29682802 Website', '29682803 Trade Show', '-29682804 Retired source'],
  'Opportunities.rating': ['1 Hot', '2 Warm', '3 Cold'],
  'Opportunities.primaryCompetitor': ['29682770 Demo Rival One', '29682771 Demo Rival Two'],
  'Opportunities.opportunityCategoryID': ['*1 Standard', '2 Hardware Project', '3 Managed Services'],
  'Opportunities.revenueSpreadUnit': ['Days Days', 'Months Months', 'Years Years'],
  'Opportunities.winReason': ['1 Price', '2 Relationship', '3 Solution'],
  'Opportunities.lossReason': ['1 Price', '2 No Budget', '3 Competitor', '-4 Retired reason'],
  'SalesOrders.status': ['*1 Open', '2 In Progress', '3 Complete', '4 Canceled'],
  'Quotes.paymentType': ['1 Check', '2 Credit Card', '3 Bank Transfer'],
  'Quotes.groupByID': ['1 No Grouping', '2 Product Category', '3 Item Type'],
  'Quotes.approvalStatus': ['1 Not Submitted', '2 Pending', '3 Approved', '4 Rejected'],
  'QuoteItems.quoteItemType': [
    '1 Product',
    '2 Cost',
    '3 Labor',
    '4 Expense',
    '5 Discount',
    '6 Shipping',
    '11 Service',
    '12 Service Bundle',
    '13 Contract Setup Fee',
  ],
  'QuoteItems.periodType': PERIODS,
  'Products.productCategory': [
    '1 Hardware',
    '2 Hardware > Laptops',
    '3 Hardware > Network',
    '4 Software',
    '5 Accessories',
    '-6 Retired category',
  ],
  'Products.periodType': PERIODS,
  'Products.billingType': ['*1 Standard', '2 Per Contact', '3 Per Asset'],
  'Products.priceCostMethod': ['*1 Flat', '2 Tiered'],
  'Services.periodType': RECURRING_PERIODS,
  'Services.serviceLevelAgreementID': ['1 Standard SLA', '2 Premium SLA'],
  'ServiceBundles.periodType': RECURRING_PERIODS,
  'ServiceBundles.serviceLevelAgreementID': ['1 Standard SLA', '2 Premium SLA'],
  'BillingCodes.useType': [
    '1 General Allocation Code',
    '2 Expense Category',
    '3 Internal Allocation Code',
    '4 Material Cost Code',
    '5 Recurring Contract Service Code',
    '6 Milestone Code',
    '7 Product Code',
  ],
  'BillingCodes.billingCodeType': ['*0 Normal', '1 System', '2 Non-Billable'],
  'BillingCodes.generalLedgerAccount': ['1 Hardware Sales', '2 Service Revenue', '3 Expenses'],
  'Roles.roleType': ['0 Role', '1 System'],
  'Resources.emailTypeCode': ['PRIMARY Primary', 'PERSONAL Personal'],
  'Resources.userType': ['10 Full Access', '17 API User'],
  'Resources.licenseType': ['1 Professional', '3 Team Member', '7 API User'],
  'Resources.resourceType': ['Employee Employee', 'Contractor Contractor'],
  'Resources.payrollType': ['1 Salary', '2 Hourly'],
  'Resources.locationID': ['1 Main Office'],
  'Departments.primaryLocationID': ['*1 Main Office'],
  'Countries.addressFormatID': ['1 City State PostalCode', '2 PostalCode City'],
  'UserDefinedFieldDefinitions.udfType': ['1 Company', '2 Contact', '3 Opportunity', '4 Product', '5 Ticket', '6 Contract'],
  'UserDefinedFieldDefinitions.dataType': [
    '1 Text',
    '2 Numeric',
    '3 Date',
    '4 List (Single Select)',
    '5 List (Multi Select)',
    '6 Reference',
  ],
  'UserDefinedFieldDefinitions.displayFormat': ['1 Single Line', '2 Multi Line'],
  'Tickets.status': ['*1 New', '5 Complete', '7 Waiting Customer', '8 In Progress'],
  'Tickets.priority': ['1 High', '*2 Medium', '3 Low', '4 Critical', '-9 Retired priority'],
  'Tickets.queueID': ['5 Client Portal', '8 Service Desk', '29682833 Sales'],
  'Tickets.ticketCategory': ['2 Help Desk', '*3 Standard', '4 Procurement'],
  'Tickets.ticketType': ['*1 Service Request', '2 Incident', '3 Problem', '4 Change Request'],
  'Tickets.issueType': ['10 Hardware', '11 Software'],
  'Tickets.subIssueType': ['100^10 Laptop', '101^10 Printer', '110^11 Licence'],
  'Tickets.source': ['1 Insourced', '2 Phone', '4 Email', '8 Quote'],
  'TicketNotes.noteType': ['1 Task Detail', '2 Task Notes', '3 Internal'],
  'TicketNotes.publish': ['1 All Autotask Users', '2 Internal Project Team'],
  'TicketCharges.chargeType': COST_TYPES,
  'TicketCharges.status': CHARGE_STATUSES,
  'ProjectCharges.chargeType': COST_TYPES,
  'ProjectCharges.status': CHARGE_STATUSES,
  'ContractCharges.chargeType': COST_TYPES,
  'ContractCharges.status': CHARGE_STATUSES,
  'PurchaseOrders.status': ['*1 New', '2 Submitted', '3 Received Partial', '4 Received Full', '5 Canceled'],
  'PurchaseOrders.useItemDescriptionsFrom': ['1 Product', '2 Purchase Order Item'],
  'Contracts.contractType': [
    '1 Time And Materials',
    '3 Fixed Price',
    '4 Block Hours',
    '6 Retainer',
    '7 Recurring Service',
    '8 Per Ticket',
  ],
  'Contracts.status': ['0 Inactive', '*1 Active'],
  'Contracts.timeReportingRequiresStartAndStopTimes': ['0 No', '1 Yes'],
  'Contracts.contractCategory': ['12 Managed Services', '13 Break Fix'],
  'Contracts.contractPeriodType': RECURRING_PERIODS,
  'Contracts.serviceLevelAgreementID': ['1 Standard SLA', '2 Premium SLA'],
  'BillingItems.billingItemType': [
    '1 Labor',
    '2 Labor Adjustment',
    '3 Project Cost',
    '4 Ticket Cost',
    '5 Expense',
    '6 Subscription',
    '7 Setup Fee',
    '8 Recurring Services',
    '9 Recurring Services Adjustment',
    '10 Recurring Service Bundle',
    '11 Recurring Service Bundle Adjustment',
    '12 Milestone',
    '13 Contract Block',
    '14 Contract Retainer',
    '15 Contract Cost',
    '16 Contract Incident',
  ],
  'BillingItems.subType': ['1 Labor', '4 Ticket Cost', '8 Recurring Services', '12 Milestone'],
  'AdditionalInvoiceFieldValues.additionalInvoiceFieldID': ['1 Delivery Note'],
};

/** A fresh copy of the demo tenant's own picklists, by `Entities.field`. */
export function demoPicklists(): Map<string, PicklistValue[]> {
  return new Map(Object.entries(DEMO).map(([field, entries]) => [field, entries.map(parseEntry)]));
}

/** Billing code use types (autotask.md 5.8; numbers above 1 are tenant data). */
export const USE_TYPE = { general: 1, expense: 2, material: 4, recurringService: 5, product: 7 } as const;
export const LICENSE_TYPE_API_USER = 7;
export const OPPORTUNITY_STATUS = { notReady: 0, active: 1, lost: 2, closed: 3, implemented: 4 } as const;
export const TICKET_COMPLETE = 5;
export const CHARGE_STATUS = {
  pending: 1,
  waitingApproval: 2,
  needToOrder: 3,
  onOrder: 4,
  readyToDeliver: 6,
  delivered: 7,
  canceled: 8,
} as const;
export const ORDER_STATUS = { fresh: 1, submitted: 2, receivedPartial: 3, receivedFull: 4, canceled: 5 } as const;
export const CONTRACT_TYPE_RECURRING = 7;
export const UDF_DATA_TYPE = { text: 1, number: 2, date: 3, list: 4, multiSelect: 5, reference: 6 } as const;
export const QUOTE_ITEM_REFERENCE: Readonly<Record<number, string>> = {
  1: 'productID',
  2: 'chargeID',
  3: 'laborID',
  4: 'expenseID',
  6: 'shippingID',
  11: 'serviceID',
  12: 'serviceBundleID',
};
