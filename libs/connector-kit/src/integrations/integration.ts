import { conflict } from '@psa-bridge/core';
import type { Stored } from '@psa-bridge/persistence';
import type { ConnectionCheck } from '../define-connector.ts';
import type { Failure } from '../definition/failure.ts';
import type { InstalledWebhook } from '../definition/webhooks.ts';

export const INTEGRATION_STATES = ['connecting', 'connected', 'auth_failed', 'removed'] as const;
export type IntegrationState = (typeof INTEGRATION_STATES)[number];

/** A tenant's connection to one PSA: written by its connector alone. */
export interface Integration extends Stored {
  provider: string;
  name: string;
  state: IntegrationState;
  /** Why it stands still, while `auth_failed`. */
  failure?: Failure & { at: Date };
  /** Non-secret keys as text, secret ones encrypted one by one. Absent until they were given. */
  credentials?: { plain: Readonly<Record<string, string>>; sealed: Readonly<Record<string, string>> };
  /** Rises with every change of the credentials, so that sessions of the old ones are forgotten. */
  credentialsRevision: number;
  settings: Readonly<Record<string, unknown>>;
  /** Rises with every change of the settings; it is their ETag. */
  settingsRevision: number;
  pushPaused: boolean;
  pullPaused: boolean;
  /** Which PSA database this is (architecture rule 9). */
  fingerprint?: string;
  /** All its names, the surest first; absent of those that were connected before these were kept. */
  recognisedBy?: readonly string[];
  psaName?: string;
  checks: readonly ConnectionCheck[];
  testedAt?: Date;
  /** When the connection is tested next: once a day, or because somebody asked. */
  testDueAt?: Date;
  /** Somebody asked for that test. */
  isTestAsked?: true;
  /** Names of the checks that an issue warns of. */
  foreseen?: readonly string[];
  /** When the credentials end, as whoever made them said. */
  credentialsExpireAt?: Date;
  /** The admin confirmed the first connect's plan, or there was nothing to decide: data may flow. */
  isConfirmed: boolean;
  /** It is being moved to another PSA database. */
  move?: Move;
  /** Databases that it was moved away from, the oldest first. */
  formerPsas?: readonly { fingerprint: string; psaName?: string; until: Date }[];
  /** Those that it was moved to and whose documents are told apart from those of the ones before. */
  psasToldApart?: readonly string[];
  webhooks: {
    /** Unguessable last part of the public path. */
    token: string;
    sealedSecret: string;
    /** As they were seen last. */
    installed: readonly InstalledWebhook[];
  };
  sequence: number;
  createdAt: Date;
  updatedAt: Date;
}

/**
 * `previewed`: nothing has changed yet. `draining`: what is under way ends, nothing new begins. `unlinking`, `linking`: records
 * leave the old database's entities, then get the new one's.
 */
export type MoveStage = 'previewed' | 'draining' | 'unlinking' | 'linking';

export interface Move {
  stage: MoveStage;
  stagedAt: Date;
  credentials: NonNullable<Integration['credentials']>;
  fingerprint: string;
  recognisedBy?: readonly string[];
  psaName?: string;
  checks: readonly ConnectionCheck[];
}

/** The integration as it will be in the PSA database that it moves to. */
export function afterMove(
  integration: Integration,
  { credentials, fingerprint, recognisedBy, psaName, checks }: Move,
): Integration {
  const { psaName: _former, recognisedBy: _names, ...rest } = integration;
  const named = { ...(recognisedBy && { recognisedBy }), ...(psaName === undefined ? {} : { psaName }) };
  return { ...rest, credentials, fingerprint, checks, ...named };
}

/**
 * Which database its documents are told of: the same id of two databases is two documents. Undefined for the one that was connected
 * first, and for those that came after it while nobody told them apart: what was told of them is known without.
 */
export function toldDatabaseOf({ fingerprint, psasToldApart = [] }: Integration): string | undefined {
  return fingerprint !== undefined && psasToldApart.includes(fingerprint) ? fingerprint : undefined;
}

/** After a move; back in a database that it was in before, documents are told as they were then. */
export function toldApartAfter(
  { fingerprint, formerPsas = [], psasToldApart = [] }: Integration,
  arrivedAt: string,
): readonly string[] {
  const known = [fingerprint, ...formerPsas.map((former) => former.fingerprint)];
  return known.includes(arrivedAt) ? psasToldApart : [...psasToldApart, arrivedAt];
}

/** Once confirmed, a move goes to its end before anything else is done. */
export function isBeingMoved({ move }: Integration): boolean {
  return move !== undefined && move.stage !== 'previewed';
}

export function moveUnderWay() {
  return conflict('move_under_way', 'The integration is being moved to another PSA database.', { expected: true });
}

/** Which work of an integration may run. */
export interface Openness {
  push: boolean;
  pull: boolean;
}

export function opennessOf(integration: Integration): Openness {
  const isOpen = integration.state === 'connected' && integration.isConfirmed && !isBeingMoved(integration);
  return { push: isOpen && !integration.pushPaused, pull: isOpen && !integration.pullPaused };
}

/** @throws AppError `not_connected`, `move_under_way`, `first_connect_unconfirmed`, `integration_paused` while nothing may be read for it */
export function refuseUnlessOpen(integration: Integration): void {
  if (opennessOf(integration).pull) return;
  if (isBeingMoved(integration)) throw moveUnderWay();
  if (integration.state !== 'connected')
    throw conflict('not_connected', 'The integration is not connected. Test the connection first.', { expected: true });
  if (!integration.isConfirmed)
    throw conflict('first_connect_unconfirmed', 'Look at the preview of the first connect and confirm it first.', {
      expected: true,
    });
  throw conflict('integration_paused', 'The integration is paused. Resume it first.', { expected: true });
}

/** What belongs to a PSA database belongs to no tenant: it is stored under a name that no tenant has. */
const EVERY_TENANT = '*';

/**
 * Whose rate allowance and endpoint slots its calls spend: those of its PSA database. The PSA counts by database, so whoever
 * connects the same one shares them, another tenant too. Before the first test nobody knows which database it is.
 */
export function budgetKeyOf({ _id, tenantId, fingerprint }: Pick<Integration, '_id' | 'tenantId' | 'fingerprint'>): {
  tenantId: string;
  key: string;
} {
  return fingerprint === undefined ? { tenantId, key: _id } : { tenantId: EVERY_TENANT, key: fingerprint };
}

/** Where the secret of its webhooks belongs: bound to the encrypted value. */
export function webhookSecretPath(id: string): string {
  return `${id}.webhooks.secret`;
}
