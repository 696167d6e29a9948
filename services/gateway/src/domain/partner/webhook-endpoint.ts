import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import type { OutboxEvent } from '@psa-bridge/contracts';
import { redactUrl } from '@psa-bridge/observability';
import type { Draft, Stored } from '@psa-bridge/persistence';
import { endpointResult } from './endpoint-result.ts';
import type { EventFilter } from './event-filter.ts';
import { ended, heldUntil, isGone, type Attempt } from './retry-rules.ts';

/** `disabled`: by us, after long failure or because it said that it is gone. `removed`: kept until that is told. */
export const ENDPOINT_STATES = ['active', 'paused', 'disabled'] as const;

/** Where a tenant's events are sent, as an admin sets it (PA-40). */
export interface EndpointSettings extends EventFilter {
  readonly url: string;
  readonly description: string;
  /** Deliveries under way at the same time. */
  readonly concurrency: number;
}

export interface EndpointHealth {
  /** Failures in a row, of whichever event. */
  readonly failures: number;
  readonly failingSince?: Date;
  /** Left alone until then. */
  readonly heldUntil?: Date;
  readonly lastFailure?: Attempt;
}

export interface SigningSecret {
  /** Encrypted. */
  readonly value: string;
  /** When one that was replaced signs no more. */
  readonly until?: Date;
}

export interface WebhookEndpoint extends Stored, EndpointSettings {
  /** Rises when an admin changes something; it is the ETag. */
  readonly revision: number;
  readonly state: (typeof ENDPOINT_STATES)[number] | 'removed';
  readonly whyDisabled?: 'failing' | 'gone';
  /** The newest first. */
  readonly secrets: readonly SigningSecret[];
  readonly health: EndpointHealth;
  /** Of the results that told whether it works, the latest. */
  readonly told: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

type Given<Settings> = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };

export interface EndpointChange extends Given<Omit<EndpointSettings, 'entityTypes'>> {
  /** Null: of all types. */
  readonly entityTypes?: readonly string[] | null | undefined;
  readonly state?: 'active' | 'paused' | undefined;
}

const HEALTHY: EndpointHealth = { failures: 0 };
/** The old secrets of one that is replaced again and again are not without end. */
const SECRETS_KEPT = 3;

type Identity = Pick<WebhookEndpoint, '_id' | 'tenantId'>;

export function newEndpoint(identity: Identity, settings: EndpointSettings, secret: string, at: Date): Draft<WebhookEndpoint> {
  const endpoint: Draft<WebhookEndpoint> = {
    ...{ ...identity, ...settings, revision: 1, state: 'active', secrets: [{ value: secret }] },
    ...{ health: HEALTHY, told: 0, createdAt: at, updatedAt: at },
  };
  return { ...endpoint, outbox: [deed(endpoint, 'created', at, {})] };
}

/** Undefined where nothing would change. */
export function changedEndpoint(current: WebhookEndpoint, change: EndpointChange, at: Date): Draft<WebhookEndpoint> | undefined {
  const { entityTypes = current.entityTypes, state = current.state, ...given } = change;
  const { entityTypes: _before, ...kept } = current;
  const settings = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const next = { ...kept, ...settings, state, ...(entityTypes && { entityTypes }) } as WebhookEndpoint;
  if (JSON.stringify(shown(next)) === JSON.stringify(shown(current))) return undefined;
  const isBack = current.state === 'disabled' && state === 'active';
  const { whyDisabled, ...rest } = next;
  const raised: Draft<WebhookEndpoint> = {
    ...rest,
    ...(state === 'disabled' && whyDisabled && { whyDisabled }),
    ...(state === 'active' && { health: HEALTHY }),
    ...{ revision: current.revision + 1, updatedAt: at, told: current.told + (isBack ? 1 : 0) },
  };
  const recovered = isBack ? [endpointResult(raised, { at })] : [];
  return { ...raised, outbox: [deed(raised, 'updated', at, shown(current)), ...recovered] };
}

/** The one before goes on signing for a while, so that the receiver can change over at any moment in between. */
export function withNewSecret(current: WebhookEndpoint, secret: string, until: Date, at: Date): Draft<WebhookEndpoint> {
  const [replaced, ...older] = signingSecrets(current, at);
  const secrets = [{ value: secret }, ...(replaced ? [{ ...replaced, until }] : []), ...older].slice(0, SECRETS_KEPT);
  const next = { ...current, secrets, revision: current.revision + 1, updatedAt: at };
  return { ...next, outbox: [deed(next, 'secret_rotated', at)] };
}

export function removedEndpoint(current: WebhookEndpoint, at: Date): Draft<WebhookEndpoint> {
  const told = current.told + (current.state === 'disabled' ? 1 : 0);
  const next: Draft<WebhookEndpoint> = { ...current, state: 'removed', secrets: [], told, updatedAt: at };
  const cleared = told > current.told ? [endpointResult(next, { at })] : [];
  return { ...next, outbox: [deed(next, 'removed', at), ...cleared] };
}

/** Those that sign now: the newest, and what it replaced lately. */
export function signingSecrets({ secrets }: WebhookEndpoint, now: Date): readonly SigningSecret[] {
  return secrets.filter(({ until }) => until === undefined || until > now);
}

export function afterSuccess(current: WebhookEndpoint): Draft<WebhookEndpoint> | undefined {
  const { lastFailure } = current.health;
  return current.health.failures === 0 ? undefined : { ...current, health: { ...HEALTHY, ...(lastFailure && { lastFailure }) } };
}

/** One that has failed for so long, or says that it is gone, is disabled: an issue says so and whoever looks after it mends it. */
export function afterFailure(current: WebhookEndpoint, attempt: Attempt, disableAfterMs: number): Draft<WebhookEndpoint> {
  const at = ended(attempt);
  const failures = current.health.failures + 1;
  const failingSince = current.health.failingSince ?? attempt.at;
  const held = heldUntil(failures, attempt);
  const health = { failures, failingSince, lastFailure: attempt, ...(held && { heldUntil: held }) };
  const next: Draft<WebhookEndpoint> = { ...current, health };
  const hasFailedLong = at.getTime() - failingSince.getTime() >= disableAfterMs;
  if (current.state !== 'active' || !(isGone(attempt) || hasFailedLong)) return next;
  const whyDisabled = isGone(attempt) ? 'gone' : 'failing';
  const told = current.told + 1;
  const disabled: Draft<WebhookEndpoint> = { ...next, state: 'disabled', whyDisabled, told, revision: current.revision + 1 };
  const result = endpointResult(disabled, { at, attempt, why: whyDisabled });
  return { ...disabled, outbox: [deed(disabled, 'disabled', at), result] };
}

function deed(endpoint: Draft<WebhookEndpoint>, verb: string, at: Date, before?: Readonly<Record<string, unknown>>): OutboxEvent {
  const { _id: id, tenantId } = endpoint;
  const record = { type: 'webhook_endpoint', id, name: endpoint.description };
  const fields = before && { fields: fieldChanges(before, shown(endpoint)) };
  return actionTaken({ kind: `webhook_endpoint.${verb}`, record, ...fields }, { tenantId, source: 'gateway', at });
}

function shown({ url, description, eventTypes, entityTypes, concurrency, state }: Draft<WebhookEndpoint>) {
  return { url: redactUrl(url), description, eventTypes, entityTypes: entityTypes ?? null, concurrency, state };
}
