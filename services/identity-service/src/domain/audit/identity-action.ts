import { actionTaken, fieldChanges, type Actor } from '@psa-bridge/audit';
import type { OutboxEvent } from '@psa-bridge/contracts';

/** Something that was done to a user, a session, a role, a tenant here. */
export interface IdentityAction {
  /** `session.started` */
  kind: string;
  tenantId: string;
  id: string;
  at: Date;
  /** Of a role, an API key; never a person's. */
  name?: string;
  /** Of the same type, where it concerns more than one. */
  furtherIds?: readonly string[];
  /** Where no verified caller asked for it. */
  actor?: Actor | undefined;
  before?: Readonly<Record<string, unknown>>;
  after?: Readonly<Record<string, unknown>>;
}

/** The event for the outbox of the document that is changed; what it is done to stands before the dot of the kind. */
export function identityAction({ kind, tenantId, id, at, actor, before, after, ...record }: IdentityAction): OutboxEvent {
  return actionTaken(
    {
      ...{ kind, record: { type: kind.slice(0, kind.indexOf('.')), id, ...record } },
      ...(actor ? { actor } : {}),
      ...(before || after ? { fields: fieldChanges(before, after) } : {}),
    },
    { tenantId, source: 'identity-service', at },
  );
}

export function byUser(id: string): Actor {
  return { kind: 'user', id };
}

/** Whoever has the shell of the installation. */
export const OPERATOR: Actor = { kind: 'operator', id: 'operator' };

/** Somebody who proved nothing. */
export const UNKNOWN: Actor = { kind: 'unknown', id: '' };
