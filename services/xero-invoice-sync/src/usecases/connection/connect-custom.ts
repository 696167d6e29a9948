import { Secret, type Caller } from '@psa-bridge/core';
import type { XeroIdentity } from '../../client/xero-identity.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import type { OrganisationFacts } from '../../client/organisation.wire.ts';
import { asConflict } from './finish-connect.ts';
import { makeKeepConsent, type KeepConsentDeps } from './keep-consent.ts';

export interface ConnectCustomInput {
  integrationId: string;
  clientId: string;
  clientSecret: string;
}

export interface ConnectCustomDeps extends KeepConsentDeps {
  identity: XeroIdentity;
  /** Which organisation an access token leads to. */
  organisationOf(access: Secret): Promise<OrganisationFacts>;
}

/**
 * Connects the one organisation of a custom connection (xero.md 2.2); the same again exchanges its secret.
 *
 * @throws AppError `xero_credentials`
 */
export function makeConnectCustom(deps: ConnectCustomDeps) {
  const keepConsent = makeKeepConsent(deps);

  return async (input: ConnectCustomInput, { tenantId }: Caller): Promise<readonly XeroConnection[]> => {
    const app = { clientId: input.clientId, clientSecret: new Secret(input.clientSecret) };
    try {
      const tokens = await deps.identity.forApp(app);
      const { organisationId, name } = await deps.organisationOf(tokens.access);
      return await keepConsent({
        tenantId,
        integrationId: input.integrationId,
        tokens,
        app,
        reached: [{ organisationId, name }],
      });
    } catch (error) {
      throw asConflict(error);
    }
  };
}
