import type { WebhookDelivery, WebhooksPart, WebhookWindows } from '@psa-bridge/connector-kit';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { CALLBACK_KINDS, readCallback } from './callback.ts';
import { installCallbacks, listCallbacks, targetOf, uninstallCallbacks } from './registration.ts';
import { isSignatureValid } from './signature.ts';

const SIGNATURE_HEADER = 'x-content-signature';

/** Callbacks for companies, contacts and opportunities (CW-40, SY-21; connectwise.md section 10). */
export function connectWiseCallbacks(windows: WebhookWindows): WebhooksPart<ConnectWiseSession, ConnectWiseSettings> {
  return {
    entityTypes: CALLBACK_KINDS.map(({ entityType }) => entityType),
    windows,
    verify: ({ session }, delivery) => isSigned(session, delivery),
    parse(delivery) {
      const { hint } = readCallback(delivery.rawBody);
      return { hints: hint === undefined ? [] : [hint] };
    },
    install: ({ session, integration }, endpoint) => installCallbacks(session, targetOf(integration.id, endpoint)),
    uninstall: ({ session, integration }, endpoint) => uninstallCallbacks(session, targetOf(integration.id, endpoint)),
    list: ({ session, integration }, endpoint) => listCallbacks(session, targetOf(integration.id, endpoint)),
    maxBytes: 256 * 1024,
    // 5xx is not delivered again there, 429 is (section 10).
    busyStatus: 429,
  };
}

/** The key may have been exchanged since it was remembered: it is asked for once more before a delivery is refused. */
async function isSigned(session: ConnectWiseSession, { rawBody, headers }: WebhookDelivery): Promise<boolean> {
  const { keyUrl } = readCallback(rawBody);
  const signature = headers[SIGNATURE_HEADER];
  if (signature === undefined) return false;
  const key = await session.signingKey(keyUrl);
  if (key === undefined) return false;
  if (isSignatureValid(rawBody, signature, key)) return true;
  const fresh = await session.signingKey(keyUrl, 'fresh');
  return fresh !== undefined && fresh !== key && isSignatureValid(rawBody, signature, fresh);
}
