import { defineEntity } from './field-notation.ts';

/** autotask.md 5.5 to 5.8 and 5.12. */
export const CATALOGUE_ENTITIES = [
  defineEntity({
    name: 'Products',
    singular: 'Product',
    operations: 'QCU',
    udfType: 4,
    firstId: 29_700_000,
    stamps: { created: ['createdTime'] },
    fields: `
      name* string(100)
      productBillingCodeID* int →BillingCode
      isActive* bool
      isSerialized* bool
      description string(2000)
      sku string(50)
      link string(500)
      productCategory int pl
      externalProductID string(50)
      internalProductID string(50)
      unitCost decimal
      unitPrice decimal
      msrp decimal
      markupRate decimal ro
      defaultVendorID int →Company
      vendorProductNumber string(50)
      manufacturerName string(100)
      manufacturerProductName string(50)
      chargeBillingCodeID int →BillingCode
      doesNotRequireProcurement bool =false
      isEligibleForRma bool =false
      periodType int pl
      billingType int pl =1
      priceCostMethod int pl =1
      defaultInstalledProductCategoryID int
      isSystemProduct bool ro
      createdTime datetime ro
      createdByResourceID int ro →Resource
      impersonatorCreatorResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'ProductVendors',
    singular: 'ProductVendor',
    operations: 'QCU',
    parent: { entity: 'Products', segment: 'Vendors', field: 'productID' },
    fields: `
      productID* int once →Product
      vendorID* int →Company
      vendorCost decimal
      vendorPartNumber string(50)
      isActive* bool
      isDefault* bool
    `,
  }),
  defineEntity({
    name: 'Services',
    singular: 'Service',
    operations: 'QCU',
    firstId: 400,
    stamps: { created: ['createDate'], edited: ['lastModifiedDate'] },
    fields: `
      name* string(150)
      unitPrice* decimal
      periodType* int pl
      billingCodeID* int →BillingCode
      description string(400)
      invoiceDescription string(1000)
      vendorCompanyID int →Company
      unitCost decimal
      markupRate decimal ro
      serviceLevelAgreementID int pl
      isActive bool =true
      createDate datetime ro
      creatorResourceID int ro →Resource
      lastModifiedDate datetime ro
      updateResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'ServiceBundles',
    singular: 'ServiceBundle',
    operations: 'QCUD',
    firstId: 600,
    stamps: { created: ['createDate'], edited: ['lastModifiedDate'] },
    fields: `
      name* string(150)
      unitPrice decimal
      periodType* int once pl
      billingCodeID* int →BillingCode
      description string(200)
      invoiceDescription string(1000)
      unitCost decimal ro
      unitDiscount decimal
      percentageDiscount decimal
      serviceLevelAgreementID int pl
      isActive bool =true
      createDate datetime ro
      creatorResourceID int ro →Resource
      lastModifiedDate datetime ro
      updateResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'ServiceBundleServices',
    singular: 'ServiceBundleService',
    operations: 'QCD',
    parent: { entity: 'ServiceBundles', segment: 'Services', field: 'serviceBundleID' },
    fields: `
      serviceBundleID* int once →ServiceBundle
      serviceID* int →Service
    `,
  }),
  defineEntity({
    name: 'BillingCodes',
    singular: 'BillingCode',
    operations: 'Q',
    firstId: 29_682_801,
    fields: `
      name string(200)
      description string(500)
      isActive* bool =true
      useType int pl
      billingCodeType int pl =0
      generalLedgerAccount int pl
      externalNumber string(100)
      department int pl:Departments
      taxCategoryID int →TaxCategory
      unitCost decimal
      unitPrice decimal
      markupRate decimal ro
      isExcludedFromNewContracts bool =false
      afterHoursWorkType int
      taxable bool nq
    `,
  }),
  defineEntity({
    name: 'InventoryLocations',
    singular: 'InventoryLocation',
    operations: 'QCU',
    fields: `
      locationName* string(50)
      isActive* bool
      isDefault bool =false
      resourceID int ro →Resource
      impersonatorCreatorResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'InventoryProducts',
    singular: 'InventoryProduct',
    operations: 'QCUD',
    firstId: 100,
    stamps: { created: ['createDateTime'] },
    fields: `
      productID* int once →Product
      inventoryLocationID* int once →InventoryLocation
      quantityMinimum* int
      quantityMaximum* int
      bin string(50)
      referenceNumber string(50)
      onHandUnits int ro =0
      availableUnits int ro =0
      reservedUnits int ro =0
      pickedUnits int ro =0
      unitsOnOrder int ro =0
      backOrderQuantity int ro =0
      createDateTime datetime ro
      createdByResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'InventoryItems',
    singular: 'InventoryItem',
    operations: 'QCU',
    fields: `
      productID* int ro →Product
      inventoryLocationID* int ro →InventoryLocation
      quantityOnHand* int
      quantityMinimum* int
      quantityMaximum* int
      bin string(50)
      referenceNumber string(50)
      quantityOnOrder int ro =0
      backOrderQuantity int ro =0
      quantityReserved int ro =0
      quantityPicked int ro =0
    `,
  }),
];
