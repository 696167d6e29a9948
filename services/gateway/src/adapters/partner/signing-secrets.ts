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

/** The headers by which a receiver knows the event, its sender and its time: one signature for each secret that is valid. */
export function signedHeaders(
  endpoint: WebhookEndpoint,
  { eventId, body }: Delivery,
  { cipher, at }: { cipher: FieldCipher; at: Date },
): Readonly<Record<string, string>> {
  const place = secretPlace(endpoint.tenantId, endpoint._id);
  const signatures = signingSecrets(endpoint, at).map(({ value }) =>
    new Webhook(cipher.decrypt(value, place)).sign(eventId, at, body),
  );
  return {
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
