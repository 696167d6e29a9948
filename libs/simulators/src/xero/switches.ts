import { z } from 'zod';

/** What xero.md leaves open, or what differs between organisations: one switch each, with its section. switches.md lists them all. */
export const switchesSchema = z.strictObject({
  // 2, 3 authorisation
  graceEndsSuccessor: z
    .boolean()
    .default(false)
    .describe('2: a refresh token that is retried within its grace ends the one that the lost reply carried'),
  refusedScope: z
    .enum(['invalid_scope', 'unauthorized_client'])
    .default('invalid_scope')
    .describe('3: error for a scope that the app may not have'),
  missingScopeStatus: z
    .union([z.literal(403), z.literal(401)])
    .default(403)
    .describe('3: status of a call whose token lacks the scope'),
  itemsUnderInvoices: z.boolean().default(true).describe('3, 19: accounting.invoices covers writing of items too'),
  // 4 wire
  emptyIsNotModified: z.boolean().default(false).describe('4: a list since a time that finds nothing is a 304'),
  // 5 limits
  rateLimitProblem: z
    .enum(['lower', 'older'])
    .default('lower')
    .describe('5, 19: X-Rate-Limit-Problem is minute, day, concurrent, or Minute, Daily, Concurrent'),
  appLimitProblem: z.string().default('appminute').describe('5, 19: the word for the minute of the whole app'),
  concurrencyRetryAfter: z.boolean().default(false).describe('5, 19: the 429 of concurrency has Retry-After'),
  failedCallsCount: z.boolean().default(true).describe('5: calls that are refused for their content spend the allowance'),
  documentsPerRequest: z.int().min(1).nullable().default(50).describe('5: more are refused; null takes any number'),
  // 6 idempotency
  idempotencyMismatch: z
    .enum(['message', 'detail'])
    .default('message')
    .describe('6: where a key that was used for another request is told: Message, or Detail of a problem'),
  // 7 documents
  badAccountOnDraft: z
    .enum(['dropped', 'refused'])
    .default('dropped')
    .describe('15: an account that is unknown or archived leaves the line of a draft with a warning, or refuses it'),
  droppedAccountText: z
    .enum(['recognised', 'active'])
    .default('recognised')
    .describe('15: that warning speaks of a recognised, or of an active account'),
  unknownTracking: z.enum(['refused', 'ignored']).default('refused').describe('7: tracking that names no category or option'),
  zeroUnitAmount: z.enum(['taken', 'refused']).default('taken').describe('15, 19: a line with a unit amount of nought'),
  negativeTotal: z.enum(['refused', 'taken']).default('refused').describe('19: approval of a document below nought'),
  zeroTotalIsPaid: z.boolean().default(true).describe('7: an approved invoice of 0.00 becomes PAID at once'),
  paidModification: z
    .enum(['allocated', 'status'])
    .default('allocated')
    .describe('15: a PAID document answers that it has a payment, or that its status is not valid'),
  summarizeErrorsDefault: z.boolean().default(true).describe('7: what is meant where summarizeErrors is left out'),
  validKept: z.boolean().default(false).describe('7: good documents stay where a summarised batch is refused'),
  lineErrors: z.enum(['document', 'line']).default('document').describe('7: errors of a line stand on the document, or on it'),
  halves: z.enum(['up', 'even']).default('up').describe('8: halves are rounded away from zero, or to even'),
  // 9, 12, 13 the rest
  uniqueContactNames: z.boolean().default(true).describe('9, 19: names are unique among active contacts'),
  dueDateFromTerms: z.boolean().default(false).describe("9: a due date that is left out comes from the contact's payment terms"),
  creditNoteNumbersShared: z.boolean().default(false).describe('12, 19: credit notes and invoices have one space of numbers'),
  orderTransitions: z.enum(['forward', 'free']).default('forward').describe('12, 19: purchase orders only move on, or anywhere'),
  lockConcernsDrafts: z.boolean().default(true).describe('7, 13: a locked period refuses drafts too'),
  // 14, 15 errors
  authErrorKeys: z.enum(['upper', 'lower']).default('upper').describe('14: names of members of a 401 and 403'),
  notFound: z.enum(['text', 'json']).default('text').describe('14: body of a 404'),
  currencyRefusal: z
    .enum(['short', 'quoted'])
    .default('short')
    .describe('15: the two wordings for a currency that is not enabled'),
  taxRefusal: z
    .enum(['code', 'rate'])
    .default('code')
    .describe('15: a tax type that does not exist is named, or told as a tax rate that is not valid'),
  // 16 webhooks
  paymentTellsInvoice: z.boolean().default(true).describe('16, 19: a payment raises INVOICE UPDATE'),
  webhookRetries: z
    .enum(['rarer', 'quarterly'])
    .default('rarer')
    .describe('16, 19: tries get rarer for 24 hours, or one follows at once and then one every 15 minutes'),
  eventDateHasZone: z.boolean().default(false).describe('16: eventDateUtc ends in Z'),
});

export type Switches = z.output<typeof switchesSchema>;
