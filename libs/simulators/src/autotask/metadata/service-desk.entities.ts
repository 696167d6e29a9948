import { defineEntity } from './field-notation.ts';

/** Charges of tickets, projects and contracts alike (autotask.md 5.17). */
const CHARGE = `name* string(100)
      chargeType* int pl
      datePurchased* date
      unitQuantity* decimal
      productID int →Product
      billingCodeID int →BillingCode
      unitCost decimal
      unitPrice decimal
      description string(8000)
      notes string(2000)
      isBillableToCompany bool =true
      purchaseOrderNumber string(50)
      internalPurchaseOrderNumber string(50)
      contractServiceID int →ContractService
      contractServiceBundleID int
      status int ro pl
      statusLastModifiedDate datetime ro
      statusLastModifiedBy int ro →Resource
      isBilled bool ro =false
      extendedCost decimal ro
      billableAmount decimal ro
      createDate datetime ro
      creatorResourceID int ro →Resource
      organizationalLevelAssociationID int ro
      internalCurrencyUnitPrice decimal ro
      internalCurrencyBillableAmount decimal ro
      impersonatorCreatorResourceID int ro →Resource`;

/** Projects are not simulated, so that there is no path by which their charges could be written. */
const CHARGES_ELSEWHERE = [
  defineEntity({
    name: 'ProjectCharges',
    singular: 'ProjectCharge',
    operations: 'Q',
    firstId: 6_400,
    stamps: { created: ['createDate'] },
    fields: `
      projectID* int once
      ${CHARGE}
    `,
  }),
  defineEntity({
    name: 'ContractCharges',
    singular: 'ContractCharge',
    operations: 'QCUD',
    parent: { entity: 'Contracts', segment: 'Charges', field: 'contractID' },
    firstId: 6_800,
    stamps: { created: ['createDate'] },
    fields: `
      contractID* int once →Contract
      ${CHARGE}
    `,
  }),
];

/** autotask.md 5.16 and 5.17. */
export const SERVICE_DESK_ENTITIES = [
  defineEntity({
    name: 'Tickets',
    singular: 'Ticket',
    operations: 'QCU',
    udfType: 5,
    supportsWebhooks: true,
    firstId: 8_000,
    stamps: { created: ['createDate'], edited: ['lastTrackedModificationDateTime'], activity: ['lastActivityDate'] },
    fields: `
      companyID* int →Company
      title* string(255)
      status* int pl
      priority* int pl
      dueDateTime datetime
      queueID int pl
      assignedResourceID int →Resource
      assignedResourceRoleID int →Role
      description string(8000)
      contactID int →Contact
      companyLocationID int →CompanyLocation
      contractID int →Contract
      opportunityID int →Opportunity
      projectID int
      ticketCategory int pl =3
      ticketType int pl =1
      issueType int pl
      subIssueType int pl
      source int pl
      billingCodeID int →BillingCode
      purchaseOrderNumber string(50)
      externalID string(50)
      estimatedHours double
      resolution string(32000)
      ticketNumber string(50) ro
      createDate datetime ro
      creatorResourceID int ro →Resource
      completedDate datetime ro
      lastActivityDate datetime ro
      lastTrackedModificationDateTime datetime ro
      impersonatorCreatorResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'TicketNotes',
    singular: 'TicketNote',
    operations: 'QCU',
    parent: { entity: 'Tickets', segment: 'Notes', field: 'ticketID' },
    firstId: 29_683_200,
    stamps: { created: ['createDateTime'], activity: ['lastActivityDate'] },
    fields: `
      ticketID* int once →Ticket
      title string(250)
      description* string(32000)
      noteType* int pl
      publish* int pl
      createDateTime datetime ro
      creatorResourceID int ro →Resource
      lastActivityDate datetime ro
      impersonatorCreatorResourceID int ro →Resource
    `,
  }),
  defineEntity({
    name: 'TicketCharges',
    singular: 'TicketCharge',
    operations: 'QCUD',
    parent: { entity: 'Tickets', segment: 'Charges', field: 'ticketID' },
    firstId: 6_000,
    stamps: { created: ['createDate'] },
    fields: `
      ticketID* int once →Ticket
      ${CHARGE}
    `,
  }),
  ...CHARGES_ELSEWHERE,
];
