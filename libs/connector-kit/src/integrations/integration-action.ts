import { actionTaken, fieldChanges, type ActionCause } from '@psa-bridge/audit';
import type { OutboxEvent } from '@psa-bridge/contracts';
import { currentContext } from '@psa-bridge/observability';
import type { Draft } from '@psa-bridge/persistence';
import type { Integration } from './integration.ts';

type Told = Readonly<Record<string, unknown>>;

/**
 * What the audit is told of a change to an integration; nothing where only bookkeeping changed. What the connector does by
 * itself is the integration's own doing (OP-01).
 */
export function integrationAction(
  before: Draft<Integration> | undefined,
  after: Draft<Integration>,
  cause: Omit<ActionCause, 'tenantId'>,
): readonly OutboxEvent[] {
  const fields = fieldChanges(before && told(before), told(after));
  if (fields.changes.length === 0) return [];
  const { _id: id, tenantId, name } = after;
  const isOwnDoing = currentContext().actor === undefined;
  return [
    actionTaken(
      {
        kind: `integration.${verbOf(before, after)}`,
        ...(isOwnDoing ? { actor: { kind: 'integration', id } } : {}),
        ...{ record: { type: 'integration', id, name }, fields },
      },
      { ...cause, tenantId },
    ),
  ];
}

/** What people may ask about: never a secret, and no times of checks. */
function told(integration: Draft<Integration>): Told {
  const { name, state, pushPaused, pullPaused, isConfirmed, credentialsRevision, psaName, fingerprint, move } = integration;
  const settings = Object.entries(integration.settings).map(([key, value]) => [`settings.${key}`, value] as const);
  const webhookIds = integration.webhooks.installed.map((webhook) => webhook.id).sort();
  return {
    ...{ name, state, pushPaused, pullPaused, isConfirmed, credentialsRevision, psaName, fingerprint },
    ...{ moveStage: move?.stage, moveTo: move?.fingerprint, webhookIds },
    ...Object.fromEntries(settings),
  };
}

function verbOf(before: Draft<Integration> | undefined, after: Draft<Integration>): string {
  if (!before) return 'created';
  if (before.state !== after.state) return STATE_VERBS[after.state];
  if (before.credentialsRevision !== after.credentialsRevision) return 'credentials_changed';
  if (before.settingsRevision !== after.settingsRevision) return 'settings_saved';
  if (before.pushPaused !== after.pushPaused || before.pullPaused !== after.pullPaused) return pauseVerb(after);
  return before.move?.stage === after.move?.stage ? 'updated' : moveVerb(before, after);
}

function pauseVerb({ pushPaused, pullPaused }: Draft<Integration>): string {
  return pushPaused || pullPaused ? 'paused' : 'resumed';
}

/** A move that has come to its last stage ends by having arrived; one that ends before was given up. */
function moveVerb(before: Draft<Integration>, after: Draft<Integration>): string {
  return after.move || before.move?.stage === 'linking' ? 'moved' : 'move_given_up';
}

const STATE_VERBS: Readonly<Record<Integration['state'], string>> = {
  connecting: 'credentials_changed',
  connected: 'connected',
  auth_failed: 'refused',
  removed: 'removed',
};
