import { defineEntity, defineSetup } from './field-notation.ts';

const OF_BOARD = (segment: string) => ({ path: 'service/boards', segment, field: 'board' });

/** connectwise.md 11, tickets and their boards, and projects as far as conversions make them. */
export const SERVICE_ENTITIES = [
  defineEntity({
    name: 'Ticket',
    path: 'service/tickets',
    module: 'Service Desk',
    screen: 'Ticket',
    label: 'summary',
    firstId: 7_000,
    fields: `
      summary* string(100)
      board ref →Service_Board
      status ref →Service_Status
      company* ref →Company
      site ref →Site
      contact ref →Contact
      contactName string(62)
      contactPhoneNumber string(20)
      contactEmailAddress string(250)
      type ref →Service_Type
      subType ref →Service_SubType
      item ref →Service_Item
      team json
      owner ref →Member
      priority ref →Priority
      serviceLocation json
      source json
      severity! enum Low|Medium|High ="Medium"
      impact! enum Low|Medium|High ="Medium"
      requiredDate datetime
      budgetHours number
      opportunity ref →Opportunity
      agreement ref →Agreement
      externalXRef string(100)
      poNumber string(50)
      sla ref →SLA
      closedFlag bool ro =false
      closedDate datetime ro
      initialDescription string post hidden
      initialInternalAnalysis string post hidden
      initialResolution string post hidden
      processNotifications bool hidden
      skipCallback bool hidden
      automaticEmailContactFlag bool =false
      automaticEmailResourceFlag bool =false
      automaticEmailCcFlag bool =false
    `,
  }),
  defineEntity({
    name: 'Service Note',
    parent: { path: 'service/tickets', segment: 'notes', field: 'ticket' },
    module: 'Service Desk',
    label: 'text',
    firstId: 11_000,
    fields: `
      ticket ref →Ticket ro
      text string
      detailDescriptionFlag bool =false
      internalAnalysisFlag bool =false
      resolutionFlag bool =false
      processNotifications bool hidden
      internalFlag bool =false
      externalFlag bool =false
    `,
  }),
  defineSetup({
    name: 'Service Board',
    path: 'service/boards',
    module: 'Service Desk',
    setupTable: 'Service/Service Board',
    firstId: 20,
    fields: `
      name* string(50)
      location ref →Location
      department ref →Department
      inactiveFlag bool =false
      projectFlag bool =false
    `,
  }),
  defineSetup({
    name: 'Service Status',
    parent: OF_BOARD('statuses'),
    module: 'Service Desk',
    setupTable: 'Service/Service Board',
    fields: `
      name* string(50)
      board ref →Service_Board ro
      sortOrder int
      closedStatus bool =false
      inactive bool =false
      defaultFlag bool =false
    `,
  }),
  defineSetup({
    name: 'Service Type',
    parent: OF_BOARD('types'),
    module: 'Service Desk',
    setupTable: 'Service/Service Board',
    fields: `
      name* string(50)
      board ref →Service_Board ro
      inactiveFlag bool =false
      defaultFlag bool =false
    `,
  }),
  defineSetup({
    name: 'Service SubType',
    parent: OF_BOARD('subtypes'),
    module: 'Service Desk',
    setupTable: 'Service/Service Board',
    fields: `
      name* string(50)
      board ref →Service_Board ro
      inactiveFlag bool =false
    `,
  }),
  defineSetup({
    name: 'Service Item',
    parent: OF_BOARD('items'),
    module: 'Service Desk',
    setupTable: 'Service/Service Board',
    fields: `
      name* string(50)
      board ref →Service_Board ro
      inactiveFlag bool =false
    `,
  }),
  defineSetup({
    name: 'Priority',
    path: 'service/priorities',
    module: 'Service Desk',
    setupTable: 'Service/Priority',
    fields: `
      name* string(50)
      color* string(50)
      sortOrder int
      defaultFlag bool =false
      level string
    `,
  }),
  defineSetup({ name: 'Severity', path: 'service/severities', module: 'Service Desk', setupTable: 'Service/Severity' }),
  defineSetup({ name: 'SLA', path: 'service/SLAs', module: 'Service Desk', setupTable: 'Service/SLA' }),
  defineEntity({
    name: 'Project',
    path: 'project/projects',
    module: 'Project',
    screen: 'Project',
    firstId: 900,
    fields: `
      name* string(100)
      company* ref →Company
      contact ref →Contact
      board* ref →Service_Board
      manager ref →Member
      opportunity ref →Opportunity
      estimatedStart* datetime
      estimatedEnd* datetime
      billingMethod* enum ActualRates|FixedFee|NotToExceed|OverrideRate
    `,
  }),
];
