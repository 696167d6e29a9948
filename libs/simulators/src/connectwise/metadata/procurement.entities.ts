import { defineEntity, defineSetup } from './field-notation.ts';

const RECURRENCE = `
      recurringFlag bool =false
      recurringRevenue number
      recurringCost number
      recurringOneTimeFlag bool =false
      recurringBillCycle ref →Billing_Cycle
      recurringCycleType enum ContractYear|CalendarYear`;

/** connectwise.md 11, CatalogItem, ProductItem and what classifies, stores and buys them. */
export const PROCUREMENT_ENTITIES = [
  defineEntity({
    name: 'Catalog Item',
    path: 'procurement/catalog',
    module: 'Procurement',
    hasInfo: true,
    screen: 'Catalog',
    unique: 'identifier',
    label: 'identifier',
    firstId: 700,
    fields: `
      identifier* string(75)
      description* string(60)
      inactiveFlag bool =false
      subcategory* ref →Product_SubCategory
      type* ref →Product_Type
      productClass enum Agreement|Bundle|Inventory|NonInventory|Service ="NonInventory"
      serializedFlag bool =false
      category ref →Product_Category
      unitOfMeasure ref →Unit_Of_Measure
      price number =0
      cost number =0
      priceAttribute string
      taxableFlag bool =true
      customerDescription* string(6000)
      manufacturer ref →Manufacturer
      manufacturerPartNumber string(50)
      vendor ref →Company
      vendorSku string(50)
      notes string
      integrationXRef string(50)
      sla ref →SLA
      dropShipFlag bool =false
      specialOrderFlag bool =false
      ${RECURRENCE}
      calculatedPriceFlag bool =false
      calculatedCostFlag bool =false
      calculatedPrice number ro
      calculatedCost number ro
      billableOption enum Billable|DoNotBill|NoCharge|NoDefault
      agreementType ref →Agreement_Type
      markupPercentage number
      markupFlag bool =false
      autoUpdateUnitCostFlag bool =false
      autoUpdateUnitPriceFlag bool =false
      minStockLevel int =0
      connectWiseID string ro
    `,
  }),
  defineEntity({
    name: 'Catalog Component',
    parent: { path: 'procurement/catalog', segment: 'components', field: 'parentCatalogItem' },
    module: 'Procurement',
    label: 'id',
    fields: `
      parentCatalogItem ref →Catalog_Item ro
      catalogItem* ref →Catalog_Item
      quantity* number
      sequenceNumber number
    `,
  }),
  defineSetup({
    name: 'Product Category',
    typeName: 'Category',
    path: 'procurement/categories',
    module: 'Procurement',
    setupTable: 'Products/Category',
    firstId: 80,
    fields: `
      name* string(50)
      inactiveFlag bool =false
      integrationXref string(50)
      priceLevelXref string(10)
      locationIds ints
      defaultFlag bool =false
      addAllLocations bool hidden
      removeAllLocations bool hidden
    `,
  }),
  defineSetup({
    name: 'Product SubCategory',
    typeName: 'SubCategory',
    path: 'procurement/subcategories',
    parent: { path: 'procurement/categories', segment: 'subcategories', field: 'category' },
    module: 'Procurement',
    setupTable: 'Products/Subcategory',
    firstId: 180,
    fields: `
      name* string(50)
      category* ref →Product_Category
      inactiveFlag bool =false
      integrationXref string(50)
      defaultFlag bool =false
    `,
  }),
  defineSetup({
    name: 'Product Type',
    path: 'procurement/types',
    module: 'Procurement',
    setupTable: 'Products/Product Type',
    fields: `
      name* string(50)
      inactiveFlag bool =false
      defaultFlag bool =false
      typeXref enum InventoryPart|NonInventoryPart|OtherCharge|Service
    `,
  }),
  defineSetup({
    name: 'Manufacturer',
    path: 'procurement/manufacturers',
    module: 'Procurement',
    setupTable: 'Products/Manufacturers',
    firstId: 12,
    fields: `
      name* string(50)
      inactiveFlag bool =false
    `,
  }),
  defineSetup({
    name: 'Unit Of Measure',
    path: 'procurement/unitOfMeasures',
    module: 'Procurement',
    fields: `
      name* string(50)
      inactiveFlag bool =false
      defaultFlag bool =false
      uomScheduleXref string(31)
    `,
  }),
  defineEntity({
    name: 'Product Item',
    path: 'procurement/products',
    module: 'Procurement',
    screen: 'Product',
    label: 'description',
    firstId: 4_400,
    fields: `
      catalogItem* ref →Catalog_Item
      description string(2000)
      sequenceNumber number
      quantity number =1
      unitOfMeasure ref →Unit_Of_Measure
      price number
      cost number
      extPrice number ro
      extCost number ro
      discount number =0
      margin number ro
      listPrice number
      priceMethod enum FlatRateForRange|PercentMarkupFromCost|PercentMarkdownFromPrice|PricePerUnit
      billableOption* enum Billable|DoNotBill|NoCharge
      agreement ref →Agreement
      locationId! int
      businessUnitId! int
      vendor ref →Company
      vendorSku string(50)
      taxableFlag bool =true
      dropshipFlag bool =false
      specialOrderFlag bool =false
      phaseProductFlag bool =false
      cancelledFlag bool =false
      quantityCancelled number =0
      cancelledReason string(100)
      customerDescription! string(6000)
      internalNotes string(1000)
      ticket ref →Ticket
      project ref →Project
      salesOrder ref →Order
      opportunity ref →Opportunity
      invoice ref →Invoice
      recurring json
      warehouseId int
      warehouseBinId int
      purchaseDate datetime
      taxCode ref →Tax_Code
      integrationXRef string
      productClass string ro
      forecastDetailId int ro
      forecastStatus ref →Opportunity_Status
      addComponentsFlag bool hidden
      ignorePricingSchedulesFlag bool hidden
      bypassForecastUpdate bool hidden
    `,
  }),
  defineEntity({
    name: 'Product Component',
    parent: { path: 'procurement/products', segment: 'components', field: 'product' },
    module: 'Procurement',
    label: 'id',
    fields: `
      product ref →Product_Item ro
      catalogItem* ref →Catalog_Item
      quantity* number
      sequenceNumber number
    `,
  }),
  defineSetup({
    name: 'Warehouse',
    path: 'procurement/warehouses',
    module: 'Procurement',
    fields: `
      name* string(50)
      location* ref →Location
      department* ref →Department
      inactiveFlag bool =false
      lockedFlag bool =false
      overallDefaultFlag bool =false
    `,
  }),
  defineSetup({
    name: 'Warehouse Bin',
    path: 'procurement/warehouseBins',
    module: 'Procurement',
    setupTable: 'Inventory/Warehouse Bin',
    fields: `
      name* string(50)
      warehouse* ref →Warehouse
      minQuantity number =0
      maxQuantity number =0
      inactiveFlag bool =false
      quantityOnHand number ro
    `,
  }),
  defineEntity({
    name: 'Inventory On Hand',
    operations: '',
    module: 'Procurement',
    label: 'id',
    fields: `
      catalogItem ref →Catalog_Item
      warehouse ref →Warehouse
      warehouseBin ref →Warehouse_Bin
      onHand number
      serialNumbers json
    `,
  }),
  defineEntity({
    name: 'Purchase Order',
    path: 'procurement/purchaseorders',
    module: 'Procurement',
    screen: 'PurchaseOrder',
    label: 'poNumber',
    firstId: 2_000,
    fields: `
      status* ref →Purchase_Order_Status
      terms* ref →Billing_Term
      vendorCompany* ref →Company
      poDate! datetime
      poNumber! string(50)
      closedFlag bool ro =false
      warehouse ref →Warehouse
      customerCompany ref →Company
      dropShipCustomerFlag bool =false
      shipmentMethod json
      trackingNumber string(50)
      subTotal number ro
      salesTax number =0
      freightCost number =0
      total number ro
      vendorOrderNumber string(50)
      vendorInvoiceNumber string(50)
      locationId int
      businessUnitId int
    `,
  }),
  defineSetup({
    name: 'Purchase Order Status',
    path: 'procurement/purchaseorderstatuses',
    module: 'Procurement',
    fields: `
      name* string(50)
      closedFlag bool =false
      inactiveFlag bool =false
      defaultFlag bool =false
    `,
  }),
  defineEntity({
    name: 'Purchase Order Line Item',
    typeName: 'PurchaseOrderLineItem',
    parent: { path: 'procurement/purchaseorders', segment: 'lineitems', field: 'purchaseOrder' },
    module: 'Procurement',
    label: 'description',
    firstId: 2_500,
    fields: `
      purchaseOrder ref →Purchase_Order ro
      description* string(6000)
      lineNumber* int
      product* ref →Catalog_Item
      quantity* number
      unitOfMeasure* ref →Unit_Of_Measure
      unitCost number =0
      extCost number ro
      vendorSku string(50)
      expectedShipDate datetime
      receivedQuantity number =0
      receivedStatus enum Waiting|FullyReceived|PartiallyReceiveCancelRest|PartiallyReceiveCloneRest ="Waiting"
      dateReceived datetime
      canceledFlag bool =false
      closedFlag bool =false
      serialNumbers string
      trackingNumber string
      warehouse ref →Warehouse
      warehouseBin ref →Warehouse_Bin
      tax number =0
      salesOrder refs →Order ro
    `,
  }),
];
