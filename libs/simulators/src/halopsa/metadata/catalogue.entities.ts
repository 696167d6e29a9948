import { defineEntity } from './field-notation.ts';

/** halopsa.md 6: items with their groups, suppliers and stock. */
export const CATALOGUE_ENTITIES = [
  defineEntity({
    name: 'AssetGroup',
    area: 'configuration',
    firstId: 14,
    filters: { showasitem: 'showasitem' },
    fields: `
      text list: name
      bool list =true: showasitem
      bool list =false: showasequip
      int list =0: sequence
      text list: nominalcode nominalcode_name nominalcodepurchase nominalcode_name_purchase
      int list: tax_id tax_id_purchase itemcode_id
      json: accounts_mappings
      bool =false: multipleaccountstenants item_recurring_default item_donttrackstock_default item_contract_default
      int: item_billing_period_default item_assettype_default
    `,
  }),
  defineEntity({
    name: 'AssetType',
    area: 'configuration',
    firstId: 120,
    filters: { assetgroup_id: 'assetgroup_id' },
    fields: `
      text list: name
      int list →AssetGroup +assetgroup_name: assetgroup_id
      json: fields
      text: accountscode1 accountscode2
    `,
  }),
  defineEntity({
    name: 'ItemGroup',
    area: 'items',
    fields: `
      text list: name category nominal_code
      bool list =false: hideitems add_all_group_items_quote
      int: default_billingperiod
      json: lines
    `,
  }),
  defineEntity({
    name: 'Item',
    area: 'items',
    listName: 'items',
    firstId: 90,
    hasCustomFields: true,
    changedAt: 'lastmodified',
    searched: ['name', 'supplier_part_code', 'internalreference', 'externalreference'],
    filters: {
      assetgroup_id: 'assetgroup_id',
      assettypes: 'assettype_id',
      supplier_id: 'supplier_id',
      xerotenantid: 'xero_tenant_id',
    },
    fields: `
      text list: name
      int list →AssetGroup +assetgroup_name: assetgroup_id
      int list →AssetType +assettype_name: assettype_id
      int =0: type
      text: description purchase_description extra_invoice_description note
      int =0: status
      bool list =false: inactive
      number list =0: baseprice costprice recurringprice recurringcost
      number: markupperc
      number ro: margin
      bool list =false: isrecurringitem iscontractitem
      int: item_default_billing_period
      bool =true: taxable
      int =0: taxcode taxcodeother
      int list →Supplier +supplier_name: supplier_id
      text list: supplier_part_code internalreference externalreference
      json: item_suppliers
      text: accountsid nominalcode purchasenominalcode
      json: income_account expense_account asset_account
      number ro list =0: quantity_in_stock
      number ro =0: quantity_reserved quantity_on_order
      bool =false: dont_track_stock doesnotneedconsigning
      number: minstockqty reorderqty min_purchase_qty weight
      text: icon purchase_currency_code xero_tenant_id xerodetails_id autotaskserviceid autotaskproductid third_party_id
      int: primaryimageid template_id
      date ro: datecreated
      date ro list: lastmodified
      int ro =0: related_item_count
    `,
  }),
  defineEntity({
    name: 'ItemStock',
    area: 'items',
    searched: [],
    filters: { item_id: 'item_id', stocklocation_id: 'stocklocation_id' },
    fields: `
      int list →Item: item_id
      int list →Site: stocklocation_id
      number list =0: quantity_in quantity_issued quantity_remaining cost
      int list →Supplier: supplier_id
    `,
  }),
  defineEntity({
    name: 'Supplier',
    area: 'suppliers',
    listName: 'suppliers',
    firstId: 3,
    changedAt: 'last_modified',
    fields: `
      text list: name contact_name email_address phone_number website
      int =1: toplevel_id
      text: contact_title support_email_address phone_number_2 phone_number_3 mobile address notes
      bool list =false: inactive
      bool list =true: is_supplier
      bool list =false: is_manufacturer
      text: accounts_id xero_id xero_tenant_id default_currency_code
      int =0: purchase_tax_code
      date ro: last_modified
    `,
  }),
];
