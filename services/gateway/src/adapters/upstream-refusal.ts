import { AppError, type ErrorKind } from '@psa-bridge/core';
import type { HttpResponse } from '@psa-bridge/http-client';
import { currentContext, currentTraceparent } from '@psa-bridge/observability';

const KINDS: Readonly<Record<number, ErrorKind>> = {
  400: 'invalid_input',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  429: 'rate_limited',
};

/** A refusal of a service behind, with its own code and words; undefined for what is no refusal but an outage. */
export function refusalOf({ status, body, retryAt }: HttpResponse, service: string): AppError | undefined {
  const kind = KINDS[status];
  if (!kind) return undefined;
  const { code, detail } = readProblem(body);
  return new AppError(detail ?? `The ${service} refused.`, {
    code: code ?? 'upstream_refused',
    kind,
    expected: true,
    ...(retryAt && { retryAt }),
  });
}

/** Has a service behind log and trace a call under the names of the request that it is made for. */
export function namesOfWork(): Record<string, string> {
  const { requestId } = currentContext();
  const traceparent = currentTraceparent();
  return {
    ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

function readProblem(body: string): { code?: string; detail?: string } {
  try {
    const { code, detail } = JSON.parse(body) as { code?: unknown; detail?: unknown };
    return { ...(typeof code === 'string' && { code }), ...(typeof detail === 'string' && { detail }) };
  } catch {
    return {};
  }
}
