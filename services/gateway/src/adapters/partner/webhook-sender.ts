import { toAppError, type Clock } from '@psa-bridge/core';
import { createHttpClient, type HttpClient } from '@psa-bridge/http-client';
import { redactBody } from '@psa-bridge/observability';
import type { FieldCipher } from '@psa-bridge/persistence';
import type { Platform } from '@psa-bridge/service-host';
import type { Attempt } from '../../domain/partner/retry-rules.ts';
import type { SendWebhook } from '../../usecases/partner/ports.ts';
import { createSigner } from './signing-secrets.ts';

/** Of an answer, which nobody reads but whoever looks for what is wrong. */
const ANSWER_BYTES = 4_000;
const ANSWER_SHOWN = 2_000;
/** As many as an endpoint may ask for. */
export const MOST_AT_ONCE = 16;

/**
 * A client of its own: addresses that the platform itself calls are not open to what a tenant writes. Whether an endpoint is left
 * alone is kept with the endpoint, for all replicas, so the breaker in here never opens.
 */
export function webhookClient(
  { clock, logger, metrics }: Pick<Platform, 'clock' | 'logger' | 'metrics'>,
  { allowPrivate, deadlineMs }: { allowPrivate: readonly string[]; deadlineMs: number },
): HttpClient {
  return createHttpClient({
    ...{ name: 'partner-webhooks', clock, logger, metrics, deadlineMs },
    guard: { allowPrivate },
    concurrency: MOST_AT_ONCE,
    breaker: { volumeThreshold: Number.MAX_SAFE_INTEGER },
  });
}

export interface WebhookSenderParts {
  http: HttpClient;
  cipher: FieldCipher;
  clock: Clock;
}

/** Posts what is signed as Standard Webhooks says (PA-41). A redirect is an answer, and no success: nobody is led elsewhere. */
export function createWebhookSender({ http, cipher, clock }: WebhookSenderParts): SendWebhook {
  const sign = createSigner(cipher);
  return async (endpoint, delivery, signal) => {
    const at = clock.now();
    const headers = {
      ...{ 'content-type': 'application/json', 'user-agent': 'psa-bridge-webhooks/1' },
      ...sign(endpoint, delivery, at),
    };
    const request = { method: 'POST', url: endpoint.url, group: endpoint._id, headers, body: delivery.body, signal };
    const taken = (): { at: Date; durationMs: number } => ({ at, durationMs: clock.now().getTime() - at.getTime() });
    try {
      const { status, body, retryAt } = await http.request({ ...request, keepBytes: ANSWER_BYTES });
      const asked = (status === 429 || status === 503) && retryAt ? { retryAt } : {};
      return { ...taken(), status, answer: redactBody(body, ANSWER_SHOWN), ...asked };
    } catch (error) {
      signal.throwIfAborted();
      return { ...taken(), code: toAppError(error).code } satisfies Attempt;
    }
  };
}
