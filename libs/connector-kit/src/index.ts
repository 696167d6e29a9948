export { defineConnector, type ConnectionCheck, type ConnectionReport, type ConnectorDefinition } from './define-connector.ts';
export type { AnswerReading, PsaAnswer, PsaCall, PsaRequest, ReadAnswer } from './definition/call.ts';
export { vendorFailures, type FailureWords } from './definition/vendor-failures.ts';
export type { Classify, FailedPart, Failure, FailureContext, RetryRule, RetryRules } from './definition/failure.ts';
export { LANES, laneFromWire, laneOfRank, laneRank, type Lane } from './definition/lanes.ts';
export type {
  AccountedInvoice,
  AccountingPart,
  DocumentPage,
  InvoicesPart,
  PostedInvoice,
  VendorOrder,
  VendorOrdersPart,
} from './definition/accounting.ts';
export type { Limits, Usage } from './definition/limits.ts';
export type { OwnRun, OwnRunPart } from './definition/own-run.ts';
export type { ImaginedIds, Rehearsal } from './definition/rehearsal.ts';
export { pointingAt, type ErrorObject } from './definition/explain.ts';
export type { PollPart } from './definition/poll.ts';
export type {
  Claim,
  Companion,
  CreateSteps,
  FieldValuesPart,
  NaturalKey,
  Page,
  PageRequest,
  PullPart,
  PushContext,
  PushPart,
  RecordRef,
  Resource,
  Resources,
} from './definition/resource.ts';
export type { PeoplePage, PeoplePart, PsaPerson } from './definition/people.ts';
export type { PostSaleChoices, PostSalePart } from './definition/post-sale.ts';
export {
  defineSettingsPage,
  type AffectedRecords,
  type PageContext,
  type SettingProblem,
  type SettingReference,
  type SettingsPage,
  type SettingTarget,
} from './definition/settings-page.ts';
export type { IntegrationInfo, OpenContext, PartContext, SessionMemory } from './definition/session.ts';
export type {
  DeliveryReport,
  Hint,
  InstalledWebhook,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookMessage,
  WebhookWindows,
  WebhooksPart,
} from './definition/webhooks.ts';
export { readInPieces, type Piece } from './call/pieces.ts';
export { connectorService, type ConnectorService, type ConnectorServiceOptions } from './connector-service.ts';
export type { BudgetView } from './budget/view.ts';
export type { Integration, IntegrationState } from './integrations/integration.ts';
export type { IntegrationStore } from './integrations/integration-store.ts';
export type { WorkRow } from './work/row.ts';
export type { WorkTable } from './work/table.ts';
export { fieldCheck } from './fields/field-check.ts';
export { fieldProblems, kindsToCheck, lengthProblems } from './fields/field-problems.ts';
export {
  customChoiceKey,
  fittedText,
  type EntityFields,
  type FieldProblem,
  type FieldTable,
  type SentRow,
} from './fields/field-table.ts';
export { lastDay, withPeriod } from './agreements/terms.ts';
export { bringInOwnCharges, CHARGE_STEPS, chargeStep, KEPT_OF_OWN_CHARGES } from './post-sale/own-charges.ts';
export { ownTickets } from './post-sale/own-tickets.ts';
export { cancelledThere, isOrderWanted, openOrders, receivedOrder, type LineReceipts } from './procurement/orders.ts';
export { changedFields } from './wire/changed-fields.ts';
export { domainKeys } from './wire/domain-keys.ts';
export { discountedPrice, unitDiscount } from './wire/line-price.ts';
export { linkedId } from './wire/linked-id.ts';
export { linkedPage } from './wire/linked-page.ts';
export { choiceIn, choiceOut, type ChoiceMaps } from './wire/mapped-choice.ts';
export { primaryOf, type StandingQuote } from './wire/primary-quote.ts';
export { attempt, sendParts } from './wire/send-parts.ts';
export {
  compact,
  dayInstant,
  dayText,
  instant,
  keyOf,
  labelKey,
  latest,
  moneyNumber,
  moneyText,
  picklistKey,
  picklistValue,
  present,
} from './wire/values.ts';
