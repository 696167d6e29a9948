import { defineEntity, defineSetup } from './field-notation.ts';

const USER_FIELDS = Array.from({ length: 10 }, (_, index) => `userDefinedField${index + 1} string(50)`).join('\n');

/** connectwise.md 11, Company and Contact. */
export const COMPANY_ENTITIES = [
  defineEntity({
    name: 'Company',
    path: 'company/companies',
    module: 'Companies',
    hasInfo: true,
    screen: 'Company',
    unique: 'identifier',
    firstId: 250,
    fields: `
      identifier* string(30)
      name* string(50)
      status ref →Company_Status
      addressLine1 string(50)
      addressLine2 string(50)
      city string(50)
      state string(50)
      zip string(12)
      country ref →Country
      phoneNumber string(30)
      faxNumber string(30)
      website string(255)
      territory ref →Location
      market ref →Market
      accountNumber string(100)
      defaultContact ref →Contact
      dateAcquired datetime
      parentCompany ref →Company
      annualRevenue number
      numberOfEmployees int
      yearEstablished int 1900..9999
      revenueYear int 1900..9999
      leadSource string(50)
      leadFlag bool =false
      vendorIdentifier string
      taxIdentifier string
      taxCode ref →Tax_Code
      billingTerms ref →Billing_Term
      billToCompany ref →Company
      billingSite ref →Site
      billingContact ref →Contact
      invoiceToEmailAddress string
      invoiceCCEmailAddress string
      deletedFlag bool ro =false
      dateDeleted datetime ro
      deletedBy string ro
      mobileGuid string ro
      currency ref →Currency
      territoryManager ref →Member
      isVendorFlag bool =false
      types refs →Company_Type post
      site ref →Site
      integratorTags json
      ${USER_FIELDS}
    `,
  }),
  defineEntity({
    name: 'Site',
    typeName: 'CompanySite',
    parent: { path: 'company/companies', segment: 'sites', field: 'company' },
    module: 'Companies',
    firstId: 1_000,
    fields: `
      name* string(50)
      company ref →Company ro
      addressLine1 string(50)
      addressLine2 string(50)
      city string(50)
      stateReference ref →State
      zip string(12)
      country ref →Country
      phoneNumber string(30)
      primaryAddressFlag bool =false
      defaultShippingFlag bool =false
      defaultBillingFlag bool =false
      defaultMailingFlag bool =false
      inactiveFlag bool =false
      taxCode ref →Tax_Code
    `,
  }),
  defineSetup({
    name: 'Company Type',
    path: 'company/companies/types',
    module: 'Companies',
    setupTable: 'Company/Company Type',
    fields: `
      name* string(50)
      defaultFlag bool =false
      vendorFlag bool =false
      serviceAlertFlag bool =false
      serviceAlertMessage string(150)
    `,
  }),
  defineSetup({
    name: 'Company Status',
    path: 'company/companies/statuses',
    module: 'Companies',
    setupTable: 'Company/Company Status',
    fields: `
      name* string(50)
      defaultFlag bool =false
      inactiveFlag bool =false
      notifyFlag bool =false
      disallowSavingFlag bool =false
      notificationMessage string
      cancelOpenTracksFlag bool =false
    `,
  }),
  defineEntity({
    name: 'Contact',
    path: 'company/contacts',
    module: 'Companies',
    screen: 'Contact',
    label: 'firstName',
    firstId: 58_000,
    fields: `
      firstName* string
      lastName string
      company ref →Company
      site ref →Site
      addressLine1 string
      addressLine2 string
      city string
      state string
      zip string
      country ref →Country
      relationship ref →Relationship
      department ref →Contact_Department
      inactiveFlag bool =false
      title string
      managerContact ref →Contact
      portalSecurityLevel int
      disablePortalLoginFlag bool =true
      unsubscribeFlag bool =false
      defaultPhoneType string ro
      defaultPhoneNbr string ro
      defaultPhoneExtension string ro
      defaultBillingFlag bool =false
      defaultFlag bool =false
      companyLocation ref →Location
      communicationItems communications
      types refs →Contact_Type ro
      typeIds ints post hidden
      ignoreDuplicates bool hidden
      integratorTags json
      mobileGuid string ro
      ${USER_FIELDS}
    `,
  }),
  defineSetup({
    name: 'Contact Type',
    path: 'company/contacts/types',
    module: 'Companies',
    label: 'description',
    fields: `
      description* string(50)
      defaultFlag bool =false
      serviceAlertFlag bool =false
    `,
  }),
  defineSetup({ name: 'Relationship', path: 'company/contacts/relationships', module: 'Companies' }),
  defineSetup({ name: 'Contact Department', path: 'company/contacts/departments', module: 'Companies' }),
  defineSetup({
    name: 'Communication Type',
    path: 'company/communicationTypes',
    module: 'Companies',
    label: 'description',
    fields: `
      description* string(50)
      emailFlag bool =false
      phoneFlag bool =false
      faxFlag bool =false
      defaultFlag bool =false
      disabled bool =false
    `,
  }),
  defineSetup({ name: 'Market', path: 'company/marketDescriptions', module: 'Companies' }),
  defineSetup({
    name: 'Country',
    path: 'company/countries',
    module: 'Companies',
    setupTable: 'Company/Country',
    fields: `
      name* string(50)
      identifier string(30)
      defaultFlag bool =false
    `,
  }),
  defineSetup({
    name: 'State',
    path: 'company/states',
    module: 'Companies',
    fields: `
      identifier* string(50)
      name* string(50)
      country ref →Country
    `,
  }),
  defineSetup({
    name: 'Address Format',
    path: 'company/addressFormats',
    module: 'Companies',
    setupTable: 'Company/Address Formats',
  }),
  defineSetup({ name: 'Team Role', path: 'company/teamRoles', module: 'Companies', setupTable: 'Company/Team Role' }),
];
