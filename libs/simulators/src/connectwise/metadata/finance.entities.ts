import { defineEntity, defineSetup } from './field-notation.ts';

const BILL = 'Billable|DoNotBill|NoCharge|NoDefault';

/** connectwise.md 11, Finance; payment types of expenses with it. */
export const FINANCE_ENTITIES = [
  defineEntity({
    name: 'Agreement',
    path: 'finance/agreements',
    module: 'Finance',
    screen: 'Agreement',
    firstId: 500,
    fields: `
      name* string(100)
      type* ref →Agreement_Type
      company* ref →Company
      contact* ref →Contact
      site ref →Site
      startDate datetime
      endDate datetime
      noEndingDateFlag bool =true
      opportunity ref →Opportunity
      cancelledFlag bool =false
      dateCancelled datetime
      reasonCancelled string(100)
      employeeCompRate! enum Actual|Hourly ="Actual"
      invoicingCycle! enum ContractYear|CalendarYear ="ContractYear"
      billTime! enum ${BILL} ="Billable"
      billExpenses! enum ${BILL} ="Billable"
      billProducts! enum ${BILL} ="Billable"
      billingCycle ref →Billing_Cycle
      billingTerms ref →Billing_Term
      billAmount number =0
      billStartDate datetime
      taxCode ref →Tax_Code
      prorateFlag bool =false
      nextInvoiceDate datetime ro
      agreementStatus enum Active|Cancelled|Expired|Inactive ro ="Active"
      billToCompany ref →Company
      billToContact ref →Contact
      billToSite ref →Site
      shipToCompany ref →Company
      shipToContact ref →Contact
      shipToSite ref →Site
      sla ref →SLA
      customerPO string(50)
      parentAgreement ref →Agreement
      periodType string
    `,
  }),
  defineSetup({ name: 'Agreement Type', path: 'finance/agreements/types', module: 'Finance' }),
  defineEntity({
    name: 'Addition',
    parent: { path: 'finance/agreements', segment: 'additions', field: 'agreement' },
    module: 'Finance',
    label: 'invoiceDescription',
    firstId: 8_000,
    fields: `
      agreement ref →Agreement ro
      product* ref →Catalog_Item
      quantity number =1
      lessIncluded number =0
      unitPrice number
      unitCost number
      billCustomer* enum Billable|DoNotBill|NoCharge
      effectiveDate datetime
      cancelledDate datetime
      taxableFlag bool =true
      serialNumber string(50)
      invoiceDescription string(6000)
      description string ro
      billedQuantity number ro
      extPrice number ro
      extCost number ro
      sequenceNumber number
      prorateCost number
      proratePrice number
      prorateCurrentPeriodFlag bool =false
      opportunity ref →Opportunity
    `,
  }),
  defineSetup({
    name: 'Billing Term',
    path: 'finance/billingTerms',
    module: 'Finance',
    setupTable: 'Invoicing/Billing Terms',
    fields: `
      name* string(50)
      dueDays* int
      defaultFlag bool =false
      termsXref string(50)
    `,
  }),
  defineSetup({
    name: 'Billing Cycle',
    path: 'finance/billingCycles',
    module: 'Finance',
    setupTable: 'Invoicing/Billing Cycle',
    fields: `
      identifier* string(5)
      name* string(50)
      billingOptions* enum BiMonthly|BiWeekly|Monthly|NotRecurring|Quarterly|SemiAnnual|Weekly|Yearly
      defaultFlag bool =false
    `,
  }),
  defineSetup({
    name: 'Tax Code',
    path: 'finance/taxCodes',
    module: 'Finance',
    setupTable: 'Invoicing/Tax Code',
    label: 'identifier',
    fields: `
      identifier* string(8)
      description* string(50)
      invoiceCaption* string(25)
      effectiveDate* datetime
      defaultFlag bool =false
      cancelDate datetime
      levelOneRate number
      levelOneRateType enum Amount|Percent
    `,
  }),
  defineSetup({
    name: 'Currency',
    path: 'finance/currencies',
    module: 'Finance',
    fields: `
      name* string(50)
      currencyCode string(3)
      symbol string(5)
    `,
  }),
  defineEntity({
    name: 'Invoice',
    path: 'finance/invoices',
    module: 'Finance',
    screen: 'Invoice',
    label: 'invoiceNumber',
    firstId: 10_000,
    fields: `
      invoiceNumber! string(15)
      type* enum Agreement|CreditMemo|DownPayment|Miscellaneous|Progress|Standard
      status json
      company* ref →Company
      billToCompany ref →Company
      shipToCompany ref →Company
      applyToType enum All|Agreement|Project|ProjectPhase|SalesOrder|Ticket
      applyToId int
      attention string(60)
      billingTerms ref →Billing_Term
      reference string(50)
      customerPO string(50)
      date datetime
      dueDate datetime
      taxableFlag bool =true
      taxCode ref →Tax_Code
      serviceTotal number =0
      expenseTotal number =0
      productTotal number =0
      agreementAmount number =0
      subtotal number ro
      salesTax number =0
      total number ro
      payments number ro
      credits number ro
      balance number ro
      locationId! int
      currency ref →Currency
    `,
  }),
  defineSetup({ name: 'Payment Type', path: 'expense/paymentTypes', module: 'Expense', setupTable: 'Expense/Payment Type' }),
];
