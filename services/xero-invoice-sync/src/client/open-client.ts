import { Secret, type Clock } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import { fieldAad, type Collection, type FieldCipher, type Leases } from '@psa-bridge/persistence';
import type { XeroConnection } from '../domain/connection.ts';
import type { OpenClient } from '../ports.ts';
import { createTokenKeeper, type KeptToken } from './token-keeper.ts';
import { createXeroClient } from './xero.client.ts';

export interface OpenClientDeps {
  tokens: Collection<KeptToken>;
  leases: Leases;
  cipher: FieldCipher;
  http: Pick<HttpClient, 'request'>;
  apiUrl: string;
  tokenUrl: string;
  clock: Clock;
}

/** What the secret of a connection is bound to. */
export function secretAad({ tenantId, _id }: Pick<XeroConnection, '_id' | 'tenantId'>): string {
  return fieldAad(tenantId, `${_id}.secret`);
}

/** A client of whatever organisation a connection leads to. */
export function makeOpenClient({ tokens, leases, cipher, http, apiUrl, tokenUrl, clock }: OpenClientDeps): OpenClient {
  return (connection) => {
    const { _id: connectionId, tenantId, clientId, sealedSecret } = connection;
    const clientSecret = new Secret(cipher.decrypt(sealedSecret, secretAad(connection)));
    const app = { connectionId, tenantId, clientId, clientSecret };
    const keeper = createTokenKeeper({ app, tokens, leases, cipher, http, tokenUrl, clock });
    return createXeroClient({ connectionId, apiUrl, tokens: keeper, http, clock });
  };
}
