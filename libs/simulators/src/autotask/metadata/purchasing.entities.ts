import { defineEntity } from './field-notation.ts';

/** autotask.md 5.19 to 5.22. */
export const PURCHASING_ENTITIES = [
  defineEntity({
    name: 'PurchaseOrders',
    singular: 'PurchaseOrder',
    operations: 'QCU',
    firstId: 700,
    stamps: { created: ['createDateTime'] },
    fields: `
      vendorID* int once →Company
      status* int pl
      shipToName* string(100)
      shipToAddress1* string(128)
      shipToAddress2 string(128)
      shipToCity string(30)
      shipToState string(25)
      shipToPostalCode string(10)
      phone string(25)
      fax string(25)
      generalMemo string(4000)
      externalPONumber string(50)
      vendorInvoiceNumber string(50)
      additionalVendorInvoiceNumbers string(1000)
      purchaseForCompanyID int →Company
      shippingType int pl:ShippingTypes
      shippingDate date
      freight decimal
      paymentTerm int pl:PaymentTerms
      taxRegionID int pl:TaxRegions
      showTaxCategory bool
      showEachTaxInGroup bool
      useItemDescriptionsFrom int pl
      purchaseOrderTemplateID int
      purchaseOrderNumber string(50) ro
      createDateTime datetime ro
      submitDateTime datetime ro
      cancelDateTime datetime ro
      latestEstimatedArrivalDate datetime ro
      creatorResourceID int ro →Resource
      internalCurrencyFreight decimal ro
      impersonatorCreatorResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'PurchaseOrderItems',
    singular: 'PurchaseOrderItem',
    operations: 'QCU',
    parent: { entity: 'PurchaseOrders', segment: 'Items', field: 'orderID' },
    firstId: 1_700,
    fields: `
      orderID* int once →PurchaseOrder
      inventoryLocationID* int →InventoryLocation
      quantity* int
      unitCost* decimal
      productID int →Product
      chargeID int →TicketCharge
      memo string(4000)
      estimatedArrivalDate date
      ticketID int ro →Ticket
      projectID int ro
      contractID int ro →Contract
      salesOrderID int ro →SalesOrder
      internalCurrencyUnitCost decimal ro
    `,
  }),
  defineEntity({
    name: 'PurchaseOrderItemReceiving',
    singular: 'PurchaseOrderItemReceiving',
    operations: 'QC',
    parent: { entity: 'PurchaseOrderItems', segment: 'Receiving', field: 'purchaseOrderItemID' },
    fields: `
      purchaseOrderItemID* int once →PurchaseOrderItem
      quantityNowReceiving* int
      serialNumber string(50)
      quantityPreviouslyReceived int ro
      quantityBackOrdered int ro
      receiveDate datetime ro
      receivedByResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'Contracts',
    singular: 'Contract',
    operations: 'QCU',
    udfType: 6,
    firstId: 29_683_500,
    stamps: { edited: ['lastModifiedDateTime'] },
    fields: `
      companyID* int once →Company
      contractName* string(100)
      contractType* int once pl
      startDate* date
      endDate* date
      status* int pl
      timeReportingRequiresStartAndStopTimes* int pl
      contractCategory int pl
      contractPeriodType int pl
      contactID int →Contact
      contractNumber string(50)
      description string(2000)
      opportunityID int →Opportunity
      purchaseOrderNumber string(50)
      setupFee decimal
      setupFeeBillingCodeID int →BillingCode
      billToCompanyID int →Company
      serviceLevelAgreementID int pl
      isDefaultContract bool =false
      lastModifiedDateTime datetime ro
    `,
  }),
  defineEntity({
    name: 'ContractServices',
    singular: 'ContractService',
    operations: 'QCU',
    parent: { entity: 'Contracts', segment: 'Services', field: 'contractID' },
    firstId: 900,
    fields: `
      contractID* int once →Contract
      serviceID* int once →Service
      unitPrice decimal ro
      adjustedPrice decimal
      unitCost decimal
      invoiceDescription string(1000)
      internalDescription string(100)
      quoteItemID int ro →QuoteItem
    `,
  }),
  defineEntity({
    name: 'ContractServiceAdjustments',
    singular: 'ContractServiceAdjustment',
    operations: 'C',
    parent: { entity: 'Contracts', segment: 'ServiceAdjustments', field: 'contractID' },
    fields: `
      contractID int once →Contract
      contractServiceID int →ContractService
      serviceID int →Service
      effectiveDate* date
      unitChange int
      adjustedUnitPrice decimal
      adjustedUnitCost decimal
      quoteItemID int →QuoteItem
      allowRepeatService bool
    `,
  }),
  defineEntity({
    name: 'ContractServiceUnits',
    singular: 'ContractServiceUnit',
    operations: 'Q',
    parent: { entity: 'Contracts', segment: 'ServiceUnits', field: 'contractID' },
    fields: `
      contractID int ro →Contract
      serviceID int ro →Service
      contractServiceID int ro →ContractService
      startDate date ro
      endDate date ro
      units int ro
      price decimal ro
      cost decimal ro
      approveAndPostDate datetime ro
      vendorCompanyID int ro →Company
    `,
  }),
];
