import type { TokenKeeper } from './client/token-keeper.ts';
import type { XeroClient } from './client/xero.client.ts';
import type { XeroConnection } from './domain/connection.ts';

/** The way into the organisation of a connection. */
export type OpenClient = (connection: XeroConnection) => XeroClient;

/** The tokens of a consent. */
export type KeepTokens = (of: { tenantId: string; consentId: string }) => TokenKeeper;
