import type { HttpClient } from '@psa-bridge/http-client';
import { Secret, unauthenticated, type Component } from '@psa-bridge/core';
import type { Route } from '@psa-bridge/http-server';
import { rotateFields } from '@psa-bridge/persistence';
import { cipherOf, createPeriodicTask, type Platform } from '@psa-bridge/service-host';
import { makeOpenClient } from './client/open-client.ts';
import { createTokenKeeper, secretAad, type TokenKeeper } from './client/token-keeper.ts';
import type { OrganisationFacts } from './client/organisation.wire.ts';
import { createXeroClient } from './client/xero.client.ts';
import { createXeroIdentity, type XeroApp } from './client/xero-identity.ts';
import type { Collections } from './collections.ts';
import type { Config } from './config.ts';
import { connectionRoutes } from './http/connections.routes.ts';
import { accountRoutes } from './http/accounts.routes.ts';
import { simulationRoutes } from './http/simulation.routes.ts';
import type { KeepTokens, OpenClient } from './ports.ts';
import { makeConnectionUseCases } from './usecases/connection/connection-use-cases.ts';
import { makeListAccounts } from './usecases/connection/list-accounts.ts';
import { makeSimulate } from './usecases/simulation/simulate.ts';
import { httpWithin } from './usecases/simulation/within.ts';
import { makeWatchConsents } from './usecases/connection/watch-consents.ts';

/** The page of the front end that Xero sends people back to. */
const PAGE = '/xero/callback';

/** The way into Xero: what connects, what keeps it alive, and what ends it. */
export interface Connections {
  openClient: OpenClient;
  routes: readonly Route[];
  components: readonly Component[];
  /** Encrypts every secret anew with the active key. */
  rotateSecrets(): Promise<number>;
}

export interface ConnectionParts {
  platform: Platform;
  collections: Collections;
  http: HttpClient;
  /** The same, within what Xero allows an organisation. */
  paced: Pick<HttpClient, 'request'>;
}

export function connectionsOf(config: Config, { platform, collections, http, paced }: ConnectionParts): Connections {
  const { store, clock, logger } = platform;
  const cipher = cipherOf(config);
  const app = appOf(config);
  const identity = createXeroIdentity({ addresses: addressesOf(config), scopes: config.XERO_SCOPES, http, clock });
  const keeping = { consents: collections.consents, identity, app, leases: store.leases, cipher, clock };
  const keepTokens: KeepTokens = (of) => createTokenKeeper(keeping, of);
  const organisationOf = (access: Secret): Promise<OrganisationFacts> =>
    createXeroClient({
      connectionId: 'connecting',
      apiUrl: config.XERO_API_URL,
      tokens: only(access),
      http,
      clock,
    }).organisation();
  const open = (through: Pick<HttpClient, 'request'>): OpenClient =>
    makeOpenClient({ ...keeping, http: through, apiUrl: config.XERO_API_URL });
  const simulate = makeSimulate({
    ...{ ...collections, clock, budgetMs: config.XERO_SIMULATION_MS },
    openClient: (connection, until) => open(httpWithin(paced, { until, clock }))(connection),
  });
  const usecases = makeConnectionUseCases({ ...collections, identity, app, cipher, clock, keepTokens, organisationOf });
  const watch = makeWatchConsents({ ...collections, keepTokens, clock, logger });
  const openClient = open(paced);
  const listAccounts = makeListAccounts({ connections: collections.connections, openClient });
  return {
    openClient,
    routes: [...connectionRoutes(usecases), ...simulationRoutes({ simulate }), ...accountRoutes({ listAccounts })],
    components: [
      createPeriodicTask({ name: 'xero-consents', everyMs: config.XERO_CONNECTION_CHECK_EVERY_MS, run: watch, clock, logger }),
    ],
    rotateSecrets: () => rotateConsents(collections, cipher),
  };
}

function rotateConsents({ consents }: Collections, cipher: ReturnType<typeof cipherOf>): Promise<number> {
  return rotateFields({
    ...{ collection: consents, cipher },
    renewed(consent, renew) {
      const { app, access, sealedRefresh } = consent;
      return {
        ...consent,
        ...(app ? { app: { ...app, sealedSecret: renew(app.sealedSecret, secretAad(consent, 'secret')) } } : {}),
        ...(access ? { access: { ...access, sealed: renew(access.sealed, secretAad(consent, 'access')) } } : {}),
        ...(sealedRefresh ? { sealedRefresh: renew(sealedRefresh, secretAad(consent, 'refresh')) } : {}),
      };
    },
  });
}

function appOf({ XERO_CLIENT_ID: clientId, XERO_CLIENT_SECRET: clientSecret }: Config): XeroApp | undefined {
  return clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : undefined;
}

function addressesOf(config: Config) {
  return {
    authorizeUrl: config.XERO_AUTHORIZE_URL,
    tokenUrl: config.XERO_TOKEN_URL,
    revocationUrl: config.XERO_REVOCATION_URL,
    connectionsUrl: config.XERO_CONNECTIONS_URL,
    redirectUri: `${config.PUBLIC_URL}${PAGE}`,
  };
}

/** A token of which there is no other: whoever is just connecting has been given it this moment. */
function only(access: Secret): Pick<TokenKeeper, 'access' | 'after'> {
  return {
    access: () => Promise.resolve(access),
    after: () => Promise.reject(unauthenticated('xero_credentials', 'Xero does not take the token that it has just given.')),
  };
}
