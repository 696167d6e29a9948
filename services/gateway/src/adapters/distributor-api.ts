import { conflict, isAppError, rejected, unavailable, type AppError, type Secret } from '@psa-bridge/core';
import type { HttpClient, HttpResponse } from '@psa-bridge/http-client';
import { z } from 'zod';
import type { DistributorApi } from '../ports.ts';

const GROUP = 'distributor-api';
const MOST_TEXT = 500;
const Taken = z.object({
  reference: z.union([z.string(), z.number()]).transform(String).pipe(z.string().trim().min(1).max(100)),
});
const Refused = z.object({ message: z.string().trim().min(1) });

export interface DistributorApiOptions {
  url: string;
  /** Sent as a bearer token, where the endpoint wants one. */
  key: Secret | undefined;
  http: Pick<HttpClient, 'request'>;
}

/**
 * Orders as JSON to one endpoint, which passes them on to the distributor that each names. What it takes again under the same
 * `idempotency-key` it must not order twice.
 */
export function createHttpDistributorApi({ url, key, http }: DistributorApiOptions): DistributorApi {
  const headers = {
    ...{ 'content-type': 'application/json', accept: 'application/json' },
    ...(key === undefined ? {} : { authorization: `Bearer ${key.reveal()}` }),
  };
  return {
    async submit(tenantId, { idempotencyKey, order }) {
      const body = JSON.stringify({ tenantId, ...order });
      const request = { method: 'POST', url, group: GROUP, body, headers: { ...headers, 'idempotency-key': idempotencyKey } };
      const response = await http.request(request).catch((error: unknown) => {
        throw noAnswer(error);
      });
      if (response.status < 200 || response.status >= 300) throw refusalOf(response);
      const { data } = Taken.safeParse(parsed(response.body));
      return { reference: data?.reference };
    },
  };
}

/** Where nothing is configured, whoever wants to submit is told so: an order that never left must not look placed. */
export const noDistributorApi: DistributorApi = {
  submit: () =>
    Promise.reject(
      conflict(
        'distributor_not_configured',
        'No distributor interface is configured. Place the order by e-mail or manually, or have the operator set DISTRIBUTOR_API_URL.',
        { expected: true },
      ),
    ),
};

function noAnswer(cause: unknown): unknown {
  if (!isAppError(cause)) return cause;
  return cause.details['maybeSent'] === true ? unclear(cause) : notTaken(cause.retryAt, cause);
}

function refusalOf(response: HttpResponse): AppError {
  const { status, body, retryAt } = response;
  if (status === 429) return notTaken(retryAt);
  if (status === 408 || status < 400 || status >= 500)
    return unclear(new Error(`The distributor's interface answered ${status}.`));
  const { data } = Refused.safeParse(parsed(body));
  const reason = data?.message.slice(0, MOST_TEXT) ?? `it answered ${status}`;
  return rejected(
    'distributor_refused',
    `The distributor refused the order: ${reason} Change the order and place it again, or place it by e-mail or manually.`,
    { details: { status }, expected: true },
  );
}

function notTaken(retryAt?: Date, cause?: unknown): AppError {
  const message = "The distributor's interface does not take the order now. Place it again later, by e-mail or manually.";
  return unavailable('distributor_unavailable', message, { cause, ...(retryAt && { retryAt }) });
}

function unclear(cause: unknown): AppError {
  const message =
    "The distributor's interface gave no clear answer, and may have the order. Place it in the same way again, which orders nothing twice, or ask the distributor and note it as placed or cancel it.";
  return unavailable('distributor_unclear', message, { cause });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
