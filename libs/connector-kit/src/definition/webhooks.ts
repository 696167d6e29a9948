import type { Secret } from '@psa-bridge/core';
import type { RecordType } from '@psa-bridge/records';
import type { PartContext } from './session.ts';

/** A delivery as it came in: nothing of it is believed before `verify`. */
export interface WebhookDelivery {
  rawBody: Uint8Array;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** The last part of the path the provider registered, such as `company`; see `WebhookEndpoint.url`. */
  channel: string;
  /** The sender's, where it is known. */
  address?: string;
}

export interface Hint {
  entityType: Exclude<RecordType, 'field_value'>;
  externalId: string;
  action: 'created' | 'updated' | 'deleted';
  /** The PSA's own counter per webhook, to notice gaps. */
  sequence?: bigint;
  occurredAt?: Date;
  webhookId?: string;
}

/** What a delivery says. */
export interface WebhookMessage {
  hints: readonly Hint[];
  /** The PSA says that it switched a webhook off: the webhooks are checked. */
  deactivated?: { webhookId?: string };
}

export interface WebhookEndpoint {
  /** The public URL to register; `channel` tells deliveries apart. */
  url(channel: string): string;
  /** Whether a registered URL is one of this integration's, at whatever address we were reached before. */
  isOurs(url: string): boolean;
  /** The integration's shared secret: made by the kit, 48 characters, stays the same over updates. */
  secret: Secret;
}

/** One webhook as the PSA has it (AT-100). */
export interface InstalledWebhook {
  /** The PSA's id. */
  id: string;
  name: string;
  url: string;
  status: 'active' | 'inactive' | 'not_ready';
  entityType: string;
  /** What deliveries call it, where that is not `id`. */
  deliveredAs?: string;
  /** What is not as we made it, each as a sentence; absent or empty where all is. */
  differences?: readonly string[];
}

/** One delivery that failed, as the PSA keeps it (AT-103). */
export interface DeliveryReport {
  webhookId: string;
  entityType: string;
  at: Date;
  sequence?: string;
  message: string;
}

/** The times by which webhooks are kept honest; settings, scaled alike in simulator and service (architecture rule 15). */
export interface WebhookWindows {
  /** Between two looks at the PSA's list, in milliseconds; no shorter silence is asked about. */
  checkEveryMs: number;
  /** How long the PSA waits before it delivers again, in milliseconds: what is missing may still come. */
  redeliveryMs: number;
  /** Between two readings of the deliveries that failed, in milliseconds. */
  reportEveryMs: number;
}

export interface WebhooksPart<Session, Settings> {
  /** Whose changes are told; each has a webhook of its own (AT-104). */
  entityTypes: readonly Hint['entityType'][];
  windows: WebhookWindows;
  /**
   * Constant-time check over the raw bytes. A false or a throw refuses the delivery with 401; where what it needs is
   * `unavailable` or `rate_limited` nothing is decided, and `busyStatus` is answered.
   */
  verify(context: PartContext<Session, Settings>, delivery: WebhookDelivery, secret: Secret): boolean | Promise<boolean>;
  /** @throws AppError `invalid_input` when the body is not a delivery of this PSA. */
  parse(delivery: WebhookDelivery): WebhookMessage;
  /** Makes what is missing and refreshes what is there: pressed twice leaves one set (AT-101). */
  install(context: PartContext<Session, Settings>, endpoint: WebhookEndpoint): Promise<readonly InstalledWebhook[]>;
  /** Removes all of ours (AT-102). */
  uninstall(context: PartContext<Session, Settings>, endpoint: WebhookEndpoint): Promise<void>;
  list(context: PartContext<Session, Settings>, endpoint: WebhookEndpoint): Promise<readonly InstalledWebhook[]>;
  /** Deliveries that failed at or after `since`, of whatever webhook. */
  report?(context: PartContext<Session, Settings>, since: Date): Promise<readonly DeliveryReport[]>;
  /** Addresses and networks (CIDR) that deliveries come from; all where left out or empty. */
  sources?: readonly string[];
  /**
   * Of deliveries without a signature, which whoever learnt path and credentials can send: so many hints make a reading each within
   * a time. What comes beyond is read as one, by the changes since; so no flood costs more.
   */
  hintsAtMost?: { count: number; withinMs: number };
  /** The largest delivery that is read, in bytes. Default 1 MiB. */
  maxBytes?: number;
  /** What an overloaded intake answers, or one that cannot verify now, so that the PSA tries again. Default 503. */
  busyStatus?: number;
}
