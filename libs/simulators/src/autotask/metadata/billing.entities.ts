import { defineEntity } from './field-notation.ts';

/** autotask.md 5.25 and section 7. */
export const BILLING_ENTITIES = [
  defineEntity({
    name: 'Invoices',
    singular: 'Invoice',
    operations: 'QU',
    firstId: 3_500,
    stamps: { created: ['createDateTime'] },
    fields: `
      invoiceNumber string(100)
      paidDate date
      webServiceDate datetime
      companyID int ro →Company
      invoiceDateTime datetime ro
      createDateTime datetime ro
      invoiceTotal decimal ro
      totalTaxValue decimal ro
      fromDate date ro
      toDate date ro
      dueDate date ro nq
      orderNumber string(20) ro
      paymentTerm int ro pl:PaymentTerms
      taxGroup int ro nq pl:TaxRegions
      taxRegionName string(200) ro
      isVoided bool ro =false
      voidedDate datetime ro
      voidedByResourceID int ro →Resource
      batchID int ro
      comments string(2000) ro
      invoiceEditorTemplateID int ro →InvoiceTemplate
      creatorResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'BillingItems',
    singular: 'BillingItem',
    operations: 'QU',
    firstId: 40_000,
    fields: `
      webServiceDate datetime
      billingItemType* int ro pl
      subType* int ro pl
      itemName string(255) ro
      description string(2000) ro
      lineItemFullDescription string(8000) ro nq
      lineItemGroupDescription string(8000) ro nq
      purchaseOrderNumber string(50) ro
      lineItemID int ro
      sortOrderID int ro
      quantity decimal ro
      rate decimal ro
      extendedPrice decimal ro
      taxDollars decimal ro
      totalAmount decimal ro
      ourCost decimal ro
      internalCurrencyRate decimal ro
      internalCurrencyExtendedPrice decimal ro
      internalCurrencyTaxDollars decimal ro
      internalCurrencyTotalAmount decimal ro
      nonBillable int ro =0
      itemDate date ro
      postedDate datetime ro
      postedOnTime datetime ro
      invoiceID int ro →Invoice
      companyID int ro →Company
      contractID int ro →Contract
      ticketID int ro →Ticket
      taskID int ro
      projectID int ro
      billingCodeID int ro →BillingCode
      roleID int ro →Role
      timeEntryID int ro
      expenseItemID int ro
      ticketChargeID int ro →TicketCharge
      projectChargeID int ro →ProjectCharge
      contractChargeID int ro →ContractCharge
      milestoneID int ro
      serviceID int ro →Service
      serviceBundleID int ro →ServiceBundle
      vendorID int ro →Company
      configurationItemID int ro
      contractServiceID int ro →ContractService
      contractServicePeriodID int ro
      contractServiceAdjustmentID int ro
      organizationalLevelAssociationID int ro
      accountManagerWhenApprovedID int ro →Resource
      itemApproverID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'AdditionalInvoiceFieldValues',
    singular: 'AdditionalInvoiceFieldValue',
    operations: 'Q',
    fields: `
      additionalInvoiceFieldID int pl
      invoiceBatchID int
      fieldValue string(100)
    `,
  }),
];
