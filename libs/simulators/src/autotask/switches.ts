import { z } from 'zod';

/**
 * What the vendor's documents leave open, or what differs from tenant to tenant: one switch each, with the section of autotask.md.
 * switches.md lists them all.
 */
export const switchesSchema = z.strictObject({
  // 1.1 zone discovery
  zoneDiscoveryFails: z.boolean().default(false).describe('1.1: a valid user is told that the zone could not be determined'),
  zoneUrlDoubleSlash: z.boolean().default(false).describe('1.1: the zone URL has two slashes before ATServicesRest'),
  versionListHasV2: z.boolean().default(true).describe('1.1: V2.0 is listed although its routes are 404'),
  wrongZoneAnswer: z.enum(['401', 'empty']).default('401').describe('1.5: what the old host answers after the tenant has moved'),
  // 1.5 credentials
  lockoutAfter: z.int().min(0).default(5).describe('1.5: wrong secrets in a row that lock the account; 0 never'),
  unknownUserErrors: z
    .array(z.string())
    .nullable()
    .default(['Zone information could not be determined'])
    .describe('1.5: errors of the 500 for an unknown user on entity calls; null for a 500 without an errors array'),
  permissionStatus: z
    .union([z.literal(500), z.literal(403)])
    .default(500)
    .describe('1.5: status of a missing permission'),
  // 2.1 calls
  missingItem: z.enum(['null', '404']).default('null').describe('2.1: get of a missing id'),
  itemLevelPut: z.boolean().default(false).describe('2.1: PUT to {Entity}/{id} is taken'),
  nullClearsReferences: z
    .boolean()
    .default(true)
    .describe('2.1: null in PATCH clears an optional reference; otherwise it is refused'),
  // 2.2 to 2.5 queries
  dropUnknownOperators: z
    .boolean()
    .default(true)
    .describe('2.2: a condition with an unknown operator is dropped; otherwise it is a 500'),
  noteqMatchesNull: z.boolean().default(false).describe('2.2: noteq and notIn match rows without a value'),
  clampMaxRecords: z.boolean().default(true).describe('2.4: MaxRecords outside 1 to 500 is clamped; otherwise it is a 500'),
  wrongPagingMethod: z.enum(['405', 'empty']).default('405').describe('2.5: next page asked with the other method'),
  thinFields: z.array(z.string()).default([]).describe('2.3: fields, as Entities.field, that only a get by id returns'),
  // 2.6 metadata
  noUdfInformation: z.enum(['404', 'empty']).default('404').describe('2.6: userDefinedFields of an entity that has none'),
  // 2.9 dates
  dateTimeFormat: z.enum(['mixed', 'iso']).default('mixed').describe('2.9: all three forms of UTC times, or always .000Z'),
  // 3 limits
  overLimitStatus: z.int().min(400).max(599).default(429).describe('3: status over 100 % of the threshold'),
  overLimitBody: z
    .string()
    .default('{"errors":["The number of external requests has exceeded the threshold."]}')
    .describe('3: body over 100 % of the threshold'),
  threadLimitStatus: z.int().min(400).max(599).default(429).describe('3: status of the fourth thread'),
  // 4 errors
  errorSuffix: z
    .enum(['separate', 'joined', 'none'])
    .default('separate')
    .describe('4: how "Error creating entity for record number [1]." follows'),
  referenceWording: z.enum(['current', 'older']).default('current').describe('4: text of a bad reference'),
  // 5 entities
  companyNeedsBillToAddress: z
    .boolean()
    .default(false)
    .describe('5.1: company create without billToAddressToUse is Error ID 1166'),
  invoiceTemplatePatchIgnored: z.boolean().default(true).describe('5.1: PATCH of invoiceTemplateID has no effect'),
  vendorTypeEnforced: z.boolean().default(false).describe('5.1: vendors must be companies of type Vendor'),
  inactiveContactReadsCompanyZero: z.boolean().default(false).describe('5.2: get of an inactive contact shows companyID 0'),
  winLossReasonRequired: z.boolean().default(false).describe('5.4: closing or losing an opportunity needs a reason'),
  opportunityEditMovesLastActivity: z.boolean().default(true).describe('5.4.1: an edit of an opportunity moves lastActivity'),
  apiEditMovesLastActivity: z.boolean().default(true).describe('10: an edit through the API moves lastActivity too'),
  longProductNames: z.boolean().default(false).describe('5.5: product names up to 1000'),
  defaultVendorClearsOthers: z.boolean().default(true).describe('5.6: a new default product vendor clears the other'),
  billingMovesStatusDate: z
    .boolean()
    .default(false)
    .describe('5.17: billing a charge moves statusLastModifiedDate, although its status stays'),
  inventoryProducts: z
    .boolean()
    .default(true)
    .describe('5.12: InventoryProducts, as from release 2022.1; without them only InventoryItems answer'),
  ticketStatusReverted: z
    .boolean()
    .default(false)
    .describe('2.1: a ticket PATCH of status answers 200 and a workflow rule reverts it'),
  absentFields: z
    .array(z.string())
    .default([])
    .describe("5.4.2: fields, as Entities.field, that this tenant's older Autotask does not have"),
  // 6 webhooks
  loopbackHttpWebhooks: z
    .boolean()
    .default(true)
    .describe('6.2: webhooks may be delivered to http on loopback; the vendor wants https on 443'),
  webhookReadyAfterMs: z.number().min(0).default(0).describe('6.2: time until isReady'),
  // 7 invoices
  automaticInvoiceNumbers: z.boolean().default(true).describe('7.3: numbers are given when the batch completes; otherwise never'),
  totalAmountIncludesTax: z.boolean().default(false).describe('7.3: BillingItems.totalAmount includes tax'),
  voidKeepsNumber: z.boolean().default(true).describe('10: a voided invoice keeps its number'),
});

export type Switches = z.output<typeof switchesSchema>;
