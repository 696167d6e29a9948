import { defineEntity } from './field-notation.ts';

/** autotask.md 5.4 and 5.13 to 5.15, sales orders of 5.23. */
export const SALES_ENTITIES = [
  defineEntity({
    name: 'Opportunities',
    singular: 'Opportunity',
    operations: 'QCU',
    udfType: 3,
    firstId: 1_200,
    stamps: { activity: ['lastActivity'] },
    fields: `
      companyID* int →Company
      ownerResourceID* int →Resource
      title* string(128)
      stage* int pl
      status* int pl
      projectedCloseDate* date
      startDate* date
      probability* int
      amount* decimal
      cost* decimal
      useQuoteTotals* bool
      createDate datetime
      contactID int →Contact
      leadSource int pl
      rating int pl
      primaryCompetitor int pl
      opportunityCategoryID int pl
      productID int →Product
      revenueSpread int
      revenueSpreadUnit string(6) pl
      totalAmountMonths int
      onetimeRevenue decimal
      onetimeCost decimal
      monthlyRevenue decimal
      monthlyCost decimal
      quarterlyRevenue decimal
      quarterlyCost decimal
      semiannualRevenue decimal
      semiannualCost decimal
      yearlyRevenue decimal
      yearlyCost decimal
      advancedField1 decimal
      advancedField2 decimal
      advancedField3 decimal
      advancedField4 decimal
      advancedField5 decimal
      description string(8000)
      nextStep string(500)
      barriers string(500)
      helpNeeded string(500)
      market string(500)
      promotionName string(50)
      winReason int pl
      lossReason int pl
      winReasonDetail string(500)
      lossReasonDetail string(500)
      salesOrderID int ro →SalesOrder
      organizationalLevelAssociationID int
      creatorResourceID int ro →Resource
      lastActivity datetime ro
      closedDate date
      lostDate date
      throughDate date
      promisedFulfillmentDate date
      impersonatorCreatorResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'SalesOrders',
    singular: 'SalesOrder',
    operations: 'QU',
    parent: { entity: 'Opportunities', segment: 'SalesOrders', field: 'opportunityID' },
    firstId: 500,
    fields: `
      companyID int ro →Company
      opportunityID int ro →Opportunity
      title string(128)
      status* int pl
      contactID int →Contact
      ownerResourceID int →Resource
      shipToAddress1 string(128)
      shipToAddress2 string(128)
      shipToCity string(50)
      shipToState string(50)
      shipToPostalCode string(10)
      shipToCountryID int →Country
      billToAddress1 string(150)
      billToAddress2 string(150)
      billToCity string(50)
      billToState string(128)
      billToPostalCode string(50)
      billToCountryID int →Country
      salesOrderDate date
      promisedFulfillmentDate date
    `,
  }),
  defineEntity({
    name: 'Quotes',
    singular: 'Quote',
    operations: 'QCU',
    firstId: 5_000,
    stamps: { created: ['createDate'], activity: ['lastActivityDate'] },
    fields: `
      opportunityID* int once →Opportunity
      name* string(100)
      effectiveDate* date
      expirationDate* date
      billToLocationID* int →QuoteLocation
      shipToLocationID* int →QuoteLocation
      soldToLocationID* int →QuoteLocation
      companyID int →Company
      contactID int →Contact
      primaryQuote bool
      isActive bool =true
      description string(2000)
      comment string(1000)
      purchaseOrderNumber string(50)
      externalQuoteNumber string(50)
      paymentTerm int pl:PaymentTerms
      paymentType int pl
      shippingType int pl:ShippingTypes
      taxRegionID int →TaxRegion
      quoteTemplateID int →QuoteTemplate
      groupByID int pl
      proposalProjectID int
      approvalStatus int pl
      calculateTaxSeparately bool nq
      groupByProductCategory bool nq
      showEachTaxInGroup bool nq
      showTaxCategory bool nq
      quoteNumber int ro
      lastActivityDate datetime ro
      createDate datetime ro
      creatorResourceID int ro →Resource
      lastModifiedBy int ro →Resource
      extApprovalContactResponse string(250) ro
      extApprovalResponseDate datetime ro
      extApprovalResponseSignature string(250) ro
      lastPublishedDateTime datetime ro
      impersonatorCreatorResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'QuoteLocations',
    singular: 'QuoteLocation',
    operations: 'QCU',
    firstId: 7_000,
    fields: `
      address1 string(50)
      address2 string(50)
      city string(50)
      state string(50)
      postalCode string(20)
    `,
  }),
  defineEntity({
    name: 'QuoteTemplates',
    singular: 'QuoteTemplate',
    operations: 'Q',
    fields: `
      name string(100)
      isActive bool =true
    `,
  }),
  defineEntity({
    name: 'QuoteItems',
    singular: 'QuoteItem',
    operations: 'QCUD',
    parent: { entity: 'Quotes', segment: 'Items', field: 'quoteID' },
    firstId: 9_000,
    fields: `
      quoteID* int once →Quote
      quoteItemType* int pl
      quantity* decimal
      unitDiscount* decimal
      percentageDiscount* decimal
      lineDiscount* decimal
      isOptional* bool
      name string(100)
      description string(2000)
      unitPrice decimal
      unitCost decimal
      isTaxable bool
      taxCategoryID int →TaxCategory
      periodType int pl
      productID int →Product
      chargeID int →BillingCode
      laborID int →Role
      expenseID int →BillingCode
      shippingID int →ShippingType
      serviceID int →Service
      serviceBundleID int →ServiceBundle
      sortOrderID int ro
      markupRate decimal ro
      totalEffectiveTax decimal ro
      internalCurrencyUnitPrice decimal ro
      internalCurrencyLineDiscount decimal ro
      internalCurrencyUnitDiscount decimal ro
      averageCost decimal nq ro
      highestCost decimal nq ro
    `,
  }),
];
