import { z } from 'zod';

/** What halopsa.md leaves open, or what differs from tenant to tenant: one switch each, with its section. switches.md lists them all. */
export const switchesSchema = z.strictObject({
  // 2, 3 discovery and tokens
  authInfo: z.boolean().default(true).describe('2: /api/authinfo answers; otherwise a 404'),
  authUrlSlash: z.boolean().default(false).describe('2: auth_url ends in a slash'),
  tenantRequired: z.boolean().default(false).describe('3: a token needs the tenant, in the query or in the form'),
  invalidClientStatus: z
    .union([z.literal(401), z.literal(400)])
    .default(401)
    .describe('3: status of a wrong id or secret'),
  ungrantedScope: z
    .enum(['invalid_scope', 'dropped'])
    .default('invalid_scope')
    .describe('3: a scope that the application does not have fails the token, or is left out of it'),
  teamScope: z.enum(['either', 'all:teams', 'allteams']).default('either').describe('3, 14: the name of the scope for all teams'),
  teamRestricted: z.boolean().default(false).describe('3: without that scope only tickets of the own team are seen'),
  // 4 conventions
  writeStatus: z
    .union([z.literal(201), z.literal(200)])
    .default(201)
    .describe('4: status of create and update'),
  singleAnswer: z.enum(['object', 'array']).default('object').describe('4: answer to an array of one element'),
  bareObjectStatus: z
    .union([z.literal(400), z.literal(500)])
    .default(400)
    .describe('4: status of an object instead of an array'),
  batchIsAtomic: z.boolean().default(true).describe('4: a refused element undoes those before it; otherwise they stay'),
  unknownMembers: z.enum(['ignored', 'refused']).default('ignored').describe('1: members that the schema does not have'),
  dateSuffix: z.enum(['none', 'Z']).default('none').describe('4: UTC times without or with Z'),
  emptyDates: z.enum(['sentinel', 'null']).default('sentinel').describe('4: no date is 1900-01-01T00:00:00, or null'),
  fractionalIds: z.boolean().default(true).describe('4: client_id of a site and site_id of a user are 12.0'),
  customFieldTypes: z
    .record(z.string(), z.int())
    .default({ text: 0, memo: 1, single: 2, multi: 3, date: 4, time: 5, checkbox: 6 })
    .describe('4, 14: type codes of custom fields'),
  // 5 lists
  unpagedCount: z.int().min(1).nullable().default(50).describe('5, 12: rows without pageinate and count; null for all'),
  listMembers: z
    .enum(['reduced', 'published'])
    .default('reduced')
    .describe('5: lists have few members, or those of the published list schemas'),
  lastUpdateFilter: z
    .enum(['works', 'ignored', 'refused'])
    .default('works')
    .describe('5, 14: lastupdatefromdate takes a date, does nothing, or wants a bool'),
  lastUpdateOrder: z.boolean().default(true).describe('10, 14: order by the field of the last change; otherwise it does nothing'),
  advancedSearch: z.boolean().default(true).describe('5: advanced_search filters; otherwise it does nothing'),
  // 6 entities
  defaultSiteName: z.string().default('Main').describe('6: name of the site of a new client'),
  mainContactCompulsory: z.boolean().default(false).describe('6: a new client needs newclient_contactname'),
  mandatoryClientMembers: z.array(z.string()).default([]).describe('6: further members without which a client is refused'),
  customerTypeLookup: z.int().nullable().default(33).describe('6, 14: lookup of customer types; null for none'),
  splitsUserNames: z.boolean().default(true).describe('6: a user with a name alone gets firstname and surname from it'),
  duplicateEmails: z.enum(['warned', 'refused', 'taken']).default('warned').describe('6: a second user with an e-mail'),
  pipelineStages: z.boolean().default(true).describe('6: Enable Pipeline Stages'),
  pipelineStageLookup: z.int().nullable().default(null).describe('6, 14: lookup of pipeline stages; null for none'),
  illegalStatus: z.enum(['refused', 'taken']).default('refused').describe('6: a status that the ticket type does not allow'),
  closureNeedsReason: z.boolean().default(false).describe('6: closing an opportunity needs oppclosurecategory'),
  quoteLines: z.enum(['replaced', 'merged']).default('replaced').describe('6, 14: lines that are left out go, or stay'),
  quoteLineNeedsItem: z.boolean().default(false).describe('6: a line without an item is refused'),
  quoteStatusValues: z
    .enum(['empty', 'use'])
    .default('empty')
    .describe('6, 14: value2 of lookup 39 is empty, or the use of the status'),
  approvalAccepted: z.int().default(1).describe('6: result of /Quotation/Approval that accepts; others decline'),
  orderNeedsApproval: z.boolean().default(false).describe('6: _create_so wants a quotation that is accepted'),
  // 7 webhooks
  clientCreatedEvent: z.int().default(901).describe('7, 14: number of the event'),
  clientUpdatedEvent: z.int().default(902).describe('7, 14: number of the event'),
  userCreatedEvent: z.int().default(903).describe('7, 14: number of the event'),
  userUpdatedEvent: z.int().default(904).describe('7, 14: number of the event'),
  webhookPayload: z.enum(['eventOnly', 'small', 'full']).default('small').describe('7: what payload_type 0 sends'),
  objectIdMember: z.enum(['object_id', 'objectid', 'entity_id']).default('object_id').describe('7: member with the entity id'),
  objectWrapper: z.enum(['entity', 'object', 'data']).default('entity').describe('7: member with the entity itself'),
  fieldDisplayValues: z.boolean().default(false).describe('7: values of references are names instead of ids'),
  moreAuthenticationTypes: z.boolean().default(false).describe('7: bearer and API key are taken too; otherwise none and basic'),
  webhookBatchFields: z
    .boolean()
    .default(true)
    .describe('7: batch, disable and failure members exist; otherwise they are ignored'),
  webhookRetries: z.int().min(0).max(10).default(0).describe('7, 14: tries after the first'),
  webhookRetryMs: z.number().min(0).default(60_000).describe('7, 14: between them'),
  autoDisableShows: z.enum(['both', 'disabled', 'inactive']).default('both').describe('7: how a disabled webhook is told'),
  webhookEventEnvelope: z.boolean().default(false).describe('7: /WebhookEvent answers an envelope instead of a bare array'),
  lightweightWebhookLogs: z.boolean().default(false).describe('7: bodies are not kept'),
  loopbackHttpWebhooks: z.boolean().default(true).describe('7: http on loopback is taken; the vendor wants https'),
  // 8 limit
  retryAfter: z.boolean().default(false).describe('8, 14: 429 has Retry-After'),
  limitIsShared: z
    .boolean()
    .default(true)
    .describe("8, 14: others' calls count too; otherwise the limit is the application's own"),
  // 9 errors
  errorTextIsJson: z.boolean().default(true).describe('9: a plain text is quoted as JSON'),
  bindingErrors: z.enum(['problem', 'message']).default('problem').describe('9: shape for a value of the wrong type'),
});

export type Switches = z.output<typeof switchesSchema>;
