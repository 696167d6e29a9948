import { defineEntity, defineSetup } from './field-notation.ts';

/** connectwise.md 11, Opportunity with what belongs to it, orders, activities and campaigns. */
export const SALES_ENTITIES = [
  defineEntity({
    name: 'Opportunity',
    path: 'sales/opportunities',
    module: 'Sales',
    screen: 'Opportunity',
    firstId: 9_000,
    fields: `
      name* string(100)
      expectedCloseDate! datetime
      type ref →Opportunity_Type
      stage ref →Sales_Stage
      status ref →Opportunity_Status
      priority ref →Opportunity_Priority
      probability ref →Sales_Probability
      rating ref →Opportunity_Rating
      notes string
      source string(50)
      campaign ref →Campaign
      primarySalesRep* ref →Member
      secondarySalesRep ref →Member
      locationId! int
      businessUnitId! int
      company* ref →Company
      contact* ref →Contact
      site ref →Site
      customerPO string(25)
      pipelineChangeDate datetime
      dateBecameLead datetime
      closedDate datetime
      closedBy ref →Member ro
      totalSalesTax number =0
      shipToCompany ref →Company
      shipToContact ref →Contact
      shipToSite ref →Site
      billToCompany ref →Company
      billToContact ref →Contact
      billToSite ref →Site
      billingTerms ref →Billing_Term
      taxCode ref →Tax_Code
      currency ref →Currency
      companyLocationId int
      technicalContact ref →Contact
    `,
  }),
  defineEntity({
    name: 'Forecast Item',
    parent: { path: 'sales/opportunities', segment: 'forecastItems', field: 'opportunity' },
    operations: '',
    module: 'Sales',
    label: 'forecastDescription',
    firstId: 20_000,
    fields: `
      opportunity* ref →Opportunity
      status* ref →Opportunity_Status
      forecastType* enum Product|Service|Agreement|Other1|Other2
      forecastDescription string(50)
      quantity number =1
      revenue number =0
      cost number =0
      margin number ro
      percentage int =0
      includeFlag bool =true
      linkFlag bool =false
      catalogItem ref →Catalog_Item
      productDescription string
      productClass string
      recurringRevenue number
      recurringCost number
      recurringDateStart datetime
      recurringDateEnd datetime
      billCycle ref →Billing_Cycle
      cycleBasis string
      cycles int
      recurringFlag bool =false
      sequenceNumber number
      subNumber int
      taxableFlag bool =true
    `,
  }),
  defineSetup({
    name: 'Opportunity Status',
    path: 'sales/opportunities/statuses',
    module: 'Sales',
    setupTable: 'Opportunities/Status',
    fields: `
      name* string(30)
      wonFlag bool =false
      lostFlag bool =false
      closedFlag bool =false
      inactiveFlag bool =false
      defaultFlag bool =false
      enteredBy string ro
      dateEntered datetime ro
    `,
  }),
  defineSetup({
    name: 'Opportunity Type',
    path: 'sales/opportunities/types',
    module: 'Sales',
    setupTable: 'Opportunities/Type',
    label: 'description',
    fields: `
      description* string(50)
      inactiveFlag bool =false
    `,
  }),
  defineSetup({ name: 'Opportunity Rating', path: 'sales/opportunities/ratings', module: 'Sales' }),
  defineSetup({ name: 'Opportunity Priority', operations: '', module: 'Sales' }),
  defineSetup({
    name: 'Sales Stage',
    path: 'sales/stages',
    module: 'Sales',
    setupTable: 'Opportunities/Sales Stage',
    fields: `
      name* string(50)
      probability ref →Sales_Probability
      color string(25)
      sequenceNumber int
    `,
  }),
  defineSetup({
    name: 'Sales Probability',
    path: 'sales/probabilities',
    module: 'Sales',
    setupTable: 'Opportunities/Sales Probability',
    label: 'probability',
    fields: 'probability* int',
  }),
  defineSetup({ name: 'Sales Team', path: 'sales/salesTeams', module: 'Sales', setupTable: 'Opportunities/Sales Teams' }),
  defineEntity({
    name: 'Opportunity Note',
    parent: { path: 'sales/opportunities', segment: 'notes', field: 'opportunity' },
    module: 'Sales',
    label: 'text',
    fields: `
      text* string
      opportunity ref →Opportunity ro
      type json
      flagged bool =false
    `,
  }),
  defineEntity({
    name: 'Opportunity Contact',
    parent: { path: 'sales/opportunities', segment: 'contacts', field: 'opportunity' },
    module: 'Sales',
    label: 'notes',
    fields: `
      contact* ref →Contact
      opportunity ref →Opportunity ro
      role json
      notes string
      referralFlag bool =false
    `,
  }),
  defineEntity({
    name: 'Team',
    parent: { path: 'sales/opportunities', segment: 'team', field: 'opportunity' },
    module: 'Sales',
    label: 'type',
    fields: `
      type* enum Individual|Team
      opportunity ref →Opportunity ro
      member ref →Member
      salesTeam ref →Sales_Team
      commissionPercent number =0
      responsibleFlag bool =false
    `,
  }),
  defineEntity({
    name: 'Order',
    path: 'sales/orders',
    module: 'Sales',
    screen: 'Order',
    label: 'poNumber',
    firstId: 3_000,
    fields: `
      company* ref →Company
      status* ref →Order_Status
      salesRep* ref →Member
      contact ref →Contact
      opportunity ref →Opportunity
      orderDate datetime
      dueDate datetime
      billingTerms ref →Billing_Term
      taxCode ref →Tax_Code
      poNumber string(50)
      location ref →Location
      department ref →Department
      notes string
      productIds ints ro
      invoiceIds ints ro
      total number ro
      subTotal number ro
      taxTotal number ro
    `,
  }),
  defineSetup({
    name: 'Order Status',
    path: 'sales/orders/statuses',
    module: 'Sales',
    fields: `
      name* string(50)
      closedFlag bool =false
      inactiveFlag bool =false
      defaultFlag bool =false
    `,
  }),
  defineEntity({
    name: 'Activity',
    path: 'sales/activities',
    module: 'Sales',
    screen: 'Activity',
    firstId: 6_000,
    fields: `
      name* string(100)
      assignTo* ref →Member
      opportunity ref →Opportunity
      company ref →Company
      contact ref →Contact
      type json
      status json
      dateStart datetime
      dateEnd datetime
      notes string
    `,
  }),
  defineEntity({
    name: 'Campaign',
    path: 'marketing/campaigns',
    module: 'Marketing',
    fields: `
      name* string(50)
      type* json
      subType* json
      startDate* datetime
      status json
      endDate datetime
      inactive bool =false
      member ref →Member
    `,
  }),
];
