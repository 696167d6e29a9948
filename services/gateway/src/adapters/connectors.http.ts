import { AppError, isAppError, unavailable, type ErrorKind } from '@psa-bridge/core';
import type { HttpClient, HttpResponse } from '@psa-bridge/http-client';
import { currentContext, currentTraceparent } from '@psa-bridge/observability';
import type { Connectors, SyncRequest } from '../ports.ts';

export interface HttpConnectorsOptions {
  http: HttpClient;
  /** Base URL by provider. */
  connectors: ReadonlyMap<string, string>;
}

const KINDS: Readonly<Record<number, ErrorKind>> = {
  400: 'invalid_input',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  429: 'rate_limited',
};

/** The connectors over HTTP, each at the address that the configuration gives for its provider. */
export function createHttpConnectors({ http, connectors }: HttpConnectorsOptions): Connectors {
  return {
    async sync(request) {
      const base = connectors.get(request.provider);
      if (base === undefined) throw silent(request.provider);
      const { provider, integrationId, type, id } = request;
      const url = `${base}/v1/integrations/${provider}/${integrationId}/records/${type}/${id}/sync`;
      const response = await http
        .request({ method: 'POST', url, group: provider, headers: headersOf(request) })
        .catch((error: unknown) => {
          throw isAppError(error) && error.kind === 'unavailable' ? silent(provider, error) : error;
        });
      if (response.status >= 300) throw refusalOf(response, provider);
    },
  };
}

function headersOf({ authorization }: SyncRequest): Record<string, string> {
  const { requestId } = currentContext();
  const traceparent = currentTraceparent();
  return {
    ...(authorization === undefined ? {} : { authorization }),
    ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

function silent(provider: string, cause?: unknown): AppError {
  return unavailable('connector_unavailable', `The ${provider} connector does not answer at the moment.`, { cause });
}

/** The connector's refusal with its own code and words (SY-30); what is no refusal is an outage. */
function refusalOf({ status, body, retryAt }: HttpResponse, provider: string): AppError {
  const kind = KINDS[status];
  if (!kind) return silent(provider, new Error(`The connector answered ${status}.`));
  const { code, detail } = readProblem(body);
  return new AppError(detail ?? `The ${provider} connector refused.`, {
    code: code ?? 'connector_refused',
    kind,
    expected: true,
    ...(retryAt && { retryAt }),
  });
}

function readProblem(body: string): { code?: string; detail?: string } {
  try {
    const { code, detail } = JSON.parse(body) as { code?: unknown; detail?: unknown };
    return { ...(typeof code === 'string' && { code }), ...(typeof detail === 'string' && { detail }) };
  } catch {
    return {};
  }
}
