import type { WebhooksPart, WebhookWindows } from '@psa-bridge/connector-kit';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { hasCredentials } from './credentials.ts';
import { readDelivery, WEBHOOK_KINDS } from './delivery.ts';
import { failedDeliveries, installWebhooks, listWebhooks, uninstallWebhooks } from './registration.ts';

export interface HaloWebhookOptions {
  windows: WebhookWindows;
  /** Addresses and networks that deliveries come from. */
  sources: readonly string[];
  /** Hints that are read one by one within the window of the limit. */
  hintsAtMost: { count: number; withinMs: number };
}

/**
 * Webhooks for companies and contacts (HP-16; halopsa.md section 7). They carry no signature, so that what protects is that a
 * delivery says nothing: it makes an entity be read again, and only so many within a time.
 */
export function haloWebhooks({ windows, sources, hintsAtMost }: HaloWebhookOptions): WebhooksPart<HaloSession, HaloSettings> {
  return {
    ...{ entityTypes: WEBHOOK_KINDS, windows, sources, hintsAtMost },
    verify: (_context, { headers }, secret) => hasCredentials(headers['authorization'], secret),
    parse: ({ rawBody, channel }) => ({ hints: readDelivery(rawBody, channel) }),
    install: ({ session }, endpoint) => installWebhooks(session, endpoint),
    uninstall: ({ session }, endpoint) => uninstallWebhooks(session, endpoint),
    list: ({ session }, endpoint) => listWebhooks(session, endpoint),
    report: ({ session }, since) => failedDeliveries(session, since),
  };
}
