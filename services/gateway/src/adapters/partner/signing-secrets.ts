import { randomBytes } from 'node:crypto';
import { fieldAad, type FieldCipher } from '@psa-bridge/persistence';
import { Webhook } from 'standardwebhooks';
import type { Delivery } from '../../domain/partner/delivery.ts';
import { signingSecrets, type WebhookEndpoint } from '../../domain/partner/webhook-endpoint.ts';
import type { SigningSecrets } from '../../usecases/partner/ports.ts';

const BYTES = 32;
const PREFIX = 'whsec_';

/** Secrets in the form of Standard Webhooks, encrypted for their endpoint alone. */
export function createSigningSecrets(cipher: FieldCipher): SigningSecrets {
  return {
    make(tenantId, endpointId) {
      const shown = `${PREFIX}${randomBytes(BYTES).toString('base64')}`;
      return { shown, stored: cipher.encrypt(shown, secretPlace(tenantId, endpointId)) };
    },
  };
}

export function secretPlace(tenantId: string, endpointId: string): string {
  return fieldAad(tenantId, `webhook_endpoint.${endpointId}.secret`);
}

export type SignHeaders = (endpoint: WebhookEndpoint, delivery: Delivery, at: Date) => Readonly<Record<string, string>>;

/** Makes the headers by which a receiver knows the event, its sender and its time: one signature for each secret that is valid. */
export function createSigner(cipher: FieldCipher): SignHeaders {
  // Opened once for each reading of an endpoint, and forgotten with it.
  const opened = new WeakMap<WebhookEndpoint, Map<string, Webhook>>();

  function signerOf(endpoint: WebhookEndpoint, sealed: string): Webhook {
    const own = opened.get(endpoint) ?? new Map<string, Webhook>();
    opened.set(endpoint, own);
    const signer = own.get(sealed) ?? new Webhook(cipher.decrypt(sealed, secretPlace(endpoint.tenantId, endpoint._id)));
    own.set(sealed, signer);
    return signer;
  }

  return (endpoint, { eventId, body }, at) => ({
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signingSecrets(endpoint, at)
      .map(({ value }) => signerOf(endpoint, value).sign(eventId, at, body))
      .join(' '),
  });
}
