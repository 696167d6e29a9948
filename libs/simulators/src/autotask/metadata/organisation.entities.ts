import { defineEntity } from './field-notation.ts';

/** autotask.md 5.9 to 5.11, finance look-ups of 5.23, UDF definitions of 5.24. */
export const ORGANISATION_ENTITIES = [
  defineEntity({
    name: 'Roles',
    singular: 'Role',
    operations: 'QCU',
    firstId: 29_682_833,
    fields: `
      name* string(200)
      description string(200)
      hourlyFactor* double
      hourlyRate* decimal
      isActive* bool
      isExcludedFromNewContracts bool =false
      quoteItemDefaultTaxCategoryId int →TaxCategory
      isSystemRole bool ro =false
      roleType int ro pl
    `,
  }),
  defineEntity({
    name: 'Resources',
    singular: 'Resource',
    operations: 'QU',
    firstId: 29_682_885,
    fields: `
      firstName string(50)
      lastName string(50)
      userName string(32)
      email string(254)
      email2 string(254)
      email3 string(254)
      emailTypeCode* string(20) pl
      isActive bool =true
      userType int ro pl
      licenseType int ro pl
      resourceType string(15) pl
      payrollType int pl
      locationID int pl
      title string(50)
      officePhone string(25)
      mobilePhone string(25)
      defaultServiceDeskRoleID int nq →Role
      accountingReferenceID string(100)
      internalCost decimal ro
    `,
  }),
  defineEntity({
    name: 'Departments',
    singular: 'Department',
    operations: 'QCU',
    fields: `
      name* string(100)
      primaryLocationID* int pl
      number string(50)
      description string(1000)
    `,
  }),
  defineEntity({
    name: 'Currencies',
    singular: 'Currency',
    operations: 'QU',
    stamps: { edited: ['lastModifiedDateTime'] },
    fields: `
      name string(3) ro
      description string(100)
      exchangeRate* decimal
      isInternalCurrency bool ro
      isActive bool ro
      lastModifiedDateTime datetime ro
    `,
  }),
  defineEntity({
    name: 'TaxRegions',
    singular: 'TaxRegion',
    operations: 'QCU',
    fields: `
      name* string(200)
      isActive bool =true
    `,
  }),
  defineEntity({
    name: 'TaxCategories',
    singular: 'TaxCategory',
    operations: 'QCU',
    fields: `
      name* string(200)
      isActive bool =true
    `,
  }),
  defineEntity({
    name: 'Taxes',
    singular: 'Tax',
    operations: 'QCU',
    fields: `
      taxRegionID* int once →TaxRegion
      taxCategoryID* int once →TaxCategory
      taxName* string(100)
      taxRate* decimal
      isCompounded bool =false
    `,
  }),
  defineEntity({
    name: 'PaymentTerms',
    singular: 'PaymentTerm',
    operations: 'QCU',
    fields: `
      name* string(100)
      description string(200)
      paymentDueInDays int
      isActive bool =true
    `,
  }),
  defineEntity({
    name: 'ShippingTypes',
    singular: 'ShippingType',
    operations: 'Q',
    fields: `
      name string(100)
      description string(500)
      billingCodeID int →BillingCode
      isActive bool =true
    `,
  }),
  defineEntity({
    name: 'Countries',
    singular: 'Country',
    operations: 'QU',
    firstId: 200,
    fields: `
      countryCode string(2)
      name string(100)
      displayName string(100)
      isActive bool =true
      isDefaultCountry bool =false
      addressFormatID int pl
    `,
  }),
  defineEntity({
    name: 'InvoiceTemplates',
    singular: 'InvoiceTemplate',
    operations: 'Q',
    firstId: 100,
    fields: `
      name string(50)
      paymentTerms int pl:PaymentTerms
      isActive bool =true
    `,
  }),
  defineEntity({
    name: 'UserDefinedFieldDefinitions',
    singular: 'UserDefinedFieldDefinition',
    operations: 'QCU',
    firstId: 29_682_900,
    stamps: { created: ['createDate'] },
    fields: `
      name* string(45)
      udfType* int once pl
      dataType* int once pl
      description string(128)
      defaultValue string(1024)
      isRequired bool =false
      isActive bool =true
      isFieldMapping bool ro =false
      isProtected bool =false
      isEncrypted bool =false
      isPrivate bool =false
      isVisibleToClientPortal bool =false
      sortOrder int
      displayFormat int pl
      numberOfDecimalPlaces int
      mergeVariableName string(100)
      crmToProjectUdfId int →UserDefinedFieldDefinition
      createDate datetime ro
    `,
  }),
  defineEntity({
    name: 'UserDefinedFieldListItems',
    singular: 'UserDefinedFieldListItem',
    operations: 'QCUD',
    parent: { entity: 'UserDefinedFieldDefinitions', path: 'UserDefinedFields', segment: 'ListItems', field: 'udfFieldId' },
    fields: `
      udfFieldId* int once →UserDefinedFieldDefinition
      valueForDisplay* string(128)
      valueForExport* string(128)
      isActive bool =true
    `,
  }),
];
