import { defineEntity } from './field-notation.ts';

/** autotask.md 5.1, 5.2, 5.3, 5.26. */
export const COMPANY_ENTITIES = [
  defineEntity({
    name: 'Companies',
    singular: 'Company',
    operations: 'QCU',
    udfType: 1,
    supportsWebhooks: true,
    firstId: 29_683_000,
    stamps: { created: ['createDate'], edited: ['lastTrackedModifiedDateTime'], activity: ['lastActivityDate'] },
    fields: `
      companyName* string(100)
      companyType* short pl
      phone* string(25)
      ownerResourceID* int →Resource
      companyNumber string(50)
      address1 string(128)
      address2 string(128)
      city string(30)
      state string(40)
      postalCode string(10)
      countryID int →Country
      additionalAddressInformation string(100)
      alternatePhone1 string(25)
      alternatePhone2 string(25)
      fax string(25)
      webAddress string(255)
      isActive bool =true
      classification int pl
      companyCategoryID int
      territoryID int pl
      marketSegmentID int pl
      competitorID int pl
      parentCompanyID int →Company
      currencyID int →Currency
      taxRegionID int →TaxRegion
      isTaxExempt bool =false
      taxID string(50)
      quoteTemplateID int
      quoteEmailMessageID int
      invoiceTemplateID int →InvoiceTemplate
      invoiceMethod int pl
      invoiceEmailMessageID int
      invoiceNonContractItemsToParentCompany bool
      purchaseOrderTemplateID int
      billToCompanyLocationID int →CompanyLocation
      billToAddressToUse int pl
      billToAttention string(50)
      billToAdditionalAddressInformation string(100)
      billingAddress1 string(150)
      billingAddress2 string(150)
      billToCity string(50)
      billToState string(128)
      billToZipCode string(50)
      billToCountryID int →Country
      sicCode string(32) nq
      stockMarket string(10) nq
      stockSymbol string(10) nq
      assetValue double nq
      isClientPortalActive bool
      apiVendorID int ro
      createDate datetime ro
      createdByResourceID int ro →Resource
      lastActivityDate datetime ro
      lastTrackedModifiedDateTime datetime ro
      impersonatorCreatorResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'Contacts',
    singular: 'Contact',
    operations: 'QCUD',
    parent: { entity: 'Companies', segment: 'Contacts', field: 'companyID' },
    udfType: 2,
    supportsWebhooks: true,
    firstId: 30_682_000,
    stamps: { created: ['createDate'], edited: ['lastModifiedDate'], activity: ['lastActivityDate'] },
    fields: `
      companyID* int once →Company
      firstName* string(50)
      lastName* string(50)
      isActive* int
      emailAddress string(254)
      emailAddress2 string(254)
      emailAddress3 string(254)
      title string(50)
      phone string(25)
      extension string(10)
      mobilePhone string(25)
      alternatePhone string(32)
      faxNumber string(25)
      addressLine string(128)
      addressLine1 string(128)
      city string(32)
      state string(40)
      zipCode string(16)
      countryID int →Country
      companyLocationID int →CompanyLocation
      externalID string(50)
      primaryContact bool =false
      middleInitial string(50)
      namePrefix int pl
      nameSuffix int pl
      note string(50)
      roomNumber string(50)
      isOptedOutFromBulkEmail bool nq
      solicitationOptOut bool nq
      surveyOptOut bool nq
      receivesEmailNotifications bool
      bulkEmailOptOutTime datetime ro
      createDate datetime ro
      lastActivityDate datetime ro
      lastModifiedDate datetime ro
      impersonatorCreatorResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'CompanyLocations',
    singular: 'CompanyLocation',
    operations: 'QCUD',
    parent: { entity: 'Companies', segment: 'Locations', field: 'companyID' },
    firstId: 2_000,
    fields: `
      companyID* int once →Company
      name* string(100)
      description string(500)
      address1 string(128)
      address2 string(128)
      city string(50)
      state string(25)
      postalCode string(20)
      countryID int →Country
      phone string(25)
      fax string(25)
      isActive bool =true
      isPrimary bool =false
      overrideCompanyTaxSettings bool =false
      isTaxExempt bool
      taxRegionID int →TaxRegion
      roundtripDistance decimal
    `,
  }),
  defineEntity({
    name: 'CompanyNotes',
    singular: 'CompanyNote',
    operations: 'QCU',
    parent: { entity: 'Companies', segment: 'Notes', field: 'companyID' },
    stamps: { created: ['createDateTime'], edited: ['lastModifiedDate'] },
    firstId: 3_000,
    fields: `
      companyID* int once →Company
      actionType* int pl
      assignedResourceID* int →Resource
      startDateTime* datetime
      endDateTime* datetime
      name string(128)
      note string(32000)
      contactID int →Contact
      opportunityID int →Opportunity
      completedDateTime datetime
      createDateTime datetime ro
      lastModifiedDate datetime ro
      impersonatorCreatorResourceID int ro →Resource
    `,
  }),
];
