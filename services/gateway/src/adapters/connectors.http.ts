import { isAppError, unavailable, type AppError } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import type { Connectors, SyncRequest } from '../ports.ts';
import { namesOfWork, refusalOf } from './upstream-refusal.ts';

export interface HttpConnectorsOptions {
  http: HttpClient;
  /** Base URL by provider. */
  connectors: ReadonlyMap<string, string>;
}

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
      if (response.status < 300) return;
      // The connector's refusal with its own code and words (SY-30); what is no refusal is an outage.
      throw (
        refusalOf(response, `${provider} connector`) ?? silent(provider, new Error(`The connector answered ${response.status}.`))
      );
    },
  };
}

function headersOf({ authorization }: SyncRequest): Record<string, string> {
  return { ...(authorization === undefined ? {} : { authorization }), ...namesOfWork() };
}

function silent(provider: string, cause?: unknown): AppError {
  return unavailable('connector_unavailable', `The ${provider} connector does not answer at the moment.`, { cause });
}
