import type { HttpClient } from '@psa-bridge/http-client';
import type { OpenClient } from '../ports.ts';
import { createTokenKeeper, type TokenKeeperDeps } from './token-keeper.ts';
import { createXeroClient } from './xero.client.ts';

export interface OpenClientDeps extends TokenKeeperDeps {
  http: Pick<HttpClient, 'request'>;
  apiUrl: string;
}

/** A client of whatever organisation a connection leads to. */
export function makeOpenClient({ http, apiUrl, ...keeping }: OpenClientDeps): OpenClient {
  return ({ _id: connectionId, tenantId, consentId, organisation, xeroConnectionId }) => {
    const tokens = createTokenKeeper(keeping, { tenantId, consentId });
    // A custom connection leads to one organisation, which need not be named (xero.md 2.2).
    const named = xeroConnectionId === undefined ? {} : { organisationId: organisation.id };
    return createXeroClient({ connectionId, apiUrl, tokens, http, clock: keeping.clock, ...named });
  };
}
