import type { z } from 'zod';
import type { ReadAnswer } from './definition/call.ts';
import type { Classify, RetryRules } from './definition/failure.ts';
import type { InvoicesPart, VendorOrdersPart } from './definition/accounting.ts';
import type { Limits, Usage } from './definition/limits.ts';
import type { PeoplePart } from './definition/people.ts';
import type { PostSalePart } from './definition/post-sale.ts';
import type { FieldValuesPart, Resources } from './definition/resource.ts';
import type { ImaginedIds, Rehearsal } from './definition/rehearsal.ts';
import type { OwnRun } from './definition/own-run.ts';
import type { OpenContext } from './definition/session.ts';
import type { SettingsPage } from './definition/settings-page.ts';
import type { WebhooksPart } from './definition/webhooks.ts';

/** One thing that a connection test looked at. */
export interface ConnectionCheck {
  /** Stable name in snake_case, such as `security_level_products`. */
  name: string;
  ok: boolean;
  /** A failed check that leaves the connection usable. */
  isWarning?: boolean;
  /** Says how it is at the moment, which passes by itself: no issue warns of it. */
  isMomentary?: boolean;
  message: string;
  /** What to do about it; absent when it is fine. */
  remedy?: string;
}

export interface ConnectionReport {
  /** Identifies the PSA database, as `kind:value`: credentials of another one are refused (architecture rule 9). */
  fingerprint: string;
  /** Names of lesser kinds, by which it is recognised where its fingerprint cannot be told. */
  alsoKnownAs?: readonly string[];
  /** What people call that PSA, such as its company name. */
  displayName?: string;
  checks: readonly ConnectionCheck[];
}

/**
 * A connector as data. Capabilities are optional parts, never methods that throw. Make it by a function of the service's
 * configuration where vendor time windows are settings.
 */
export interface ConnectorDefinition<CredentialsShape extends z.ZodRawShape, SettingsShape extends z.ZodRawShape, Session> {
  /** In kebab case; part of topics, collections and paths. */
  provider: string;
  /** What people call the PSA. */
  displayName: string;
  credentials: {
    schema: z.ZodObject<CredentialsShape>;
    /** Kept encrypted and write-only; the other keys are shown. All keys are text. */
    secret: readonly (keyof CredentialsShape & string)[];
  };
  /** Every key needs a default: an integration starts with `schema.parse({})`. */
  settings: z.ZodObject<SettingsShape>;
  /** The configuration pages: each holds some of the settings. */
  pages?: readonly SettingsPage[];
  limits: Limits;
  retry: RetryRules;
  readAnswer?: ReadAnswer;
  classify: Classify;
  /**
   * Opens a session for one piece of work; cheap, because it happens for each. Zone and tokens are kept by
   * `context.memory`. No call is made here.
   */
  open(context: OpenContext<z.output<z.ZodObject<CredentialsShape>>, z.output<z.ZodObject<SettingsShape>>>): Session;
  /** Throws what a call throws when not even the fingerprint can be had; everything else is a check. */
  testConnection(session: Session): Promise<ConnectionReport>;
  /** How much of the allowance is used by everyone; counted itself. Absent where the PSA does not tell. */
  readUsage?(session: Session): Promise<Usage>;
  /** How a push is gone through without sending anything: quotes are checked before the customer signs. */
  rehearse?(session: Session, ids: ImaginedIds): Rehearsal;
  resources: Resources<Session, z.output<z.ZodObject<SettingsShape>>>;
  fieldValues?: readonly FieldValuesPart<Session, z.output<z.ZodObject<SettingsShape>>>[];
  webhooks?: WebhooksPart<Session, z.output<z.ZodObject<SettingsShape>>>;
  /** Who may be users here. */
  people?: PeoplePart<Session, z.output<z.ZodObject<SettingsShape>>>;
  /** Posted invoices, for an accounting system. */
  invoices?: InvoicesPart<Session, z.output<z.ZodObject<SettingsShape>>>;
  /** The PSA's own purchase orders, for an accounting system. */
  vendorOrders?: VendorOrdersPart<Session, z.output<z.ZodObject<SettingsShape>>>;
  /** What approved quotes offer to create there. */
  postSale?: PostSalePart<z.output<z.ZodObject<SettingsShape>>>;
  /** Runs of its own besides full, fields and delta: each is a button of a page. */
  runs?: readonly OwnRun<Session, z.output<z.ZodObject<SettingsShape>>>[];
  /** When background deltas run, in milliseconds between starts; 0 switches them off. */
  deltaEveryMs: number;
}

export function defineConnector<CredentialsShape extends z.ZodRawShape, SettingsShape extends z.ZodRawShape, Session>(
  definition: ConnectorDefinition<CredentialsShape, SettingsShape, Session>,
): ConnectorDefinition<CredentialsShape, SettingsShape, Session> {
  return definition;
}
