import { actionTaken, fieldChanges, type ActionCause } from '@psa-bridge/audit';
import type { OutboxEvent } from '@psa-bridge/contracts';
import { currentContext } from '@psa-bridge/observability';
import type { Draft } from '@psa-bridge/persistence';
import type { Integration, MoveStage } from './integration.ts';

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
  const { name, state, settings, pushPaused, pullPaused, isConfirmed, credentialsRevision, psaName, fingerprint, move } =
    integration;
  return {
    ...{ name, state, settings, pushPaused, pullPaused, isConfirmed, credentialsRevision, psaName, fingerprint },
    ...{ moveStage: move?.stage, moveTo: move?.fingerprint, webhookIds: webhookIds(integration) },
  };
}

function verbOf(before: Draft<Integration> | undefined, after: Draft<Integration>): string {
  if (!before) return 'created';
  if (before.move?.stage !== after.move?.stage) return moveVerb(before, after);
  if (before.state !== after.state) return STATE_VERBS[after.state];
  if (before.credentialsRevision !== after.credentialsRevision) return 'credentials_changed';
  if (before.settingsRevision !== after.settingsRevision) return 'settings_saved';
  if (before.pushPaused !== after.pushPaused || before.pullPaused !== after.pullPaused) return pauseVerb(after);
  if (before.isConfirmed !== after.isConfirmed) return 'confirmed';
  return webhookIds(before).join() === webhookIds(after).join() ? 'updated' : webhookVerb(after);
}

function webhookIds({ webhooks }: Draft<Integration>): readonly string[] {
  return webhooks.installed.map((webhook) => webhook.id).sort();
}

function webhookVerb({ webhooks }: Draft<Integration>): string {
  return webhooks.installed.length === 0 ? 'webhooks_removed' : 'webhooks_installed';
}

function pauseVerb({ pushPaused, pullPaused }: Draft<Integration>): string {
  return pushPaused || pullPaused ? 'paused' : 'resumed';
}

/** A move that has come to its last stage ends by having arrived; one that ends before was given up. */
function moveVerb(before: Draft<Integration>, after: Draft<Integration>): string {
  if (after.move) return MOVE_VERBS[after.move.stage];
  return before.move?.stage === 'linking' ? 'moved' : 'move_given_up';
}

const MOVE_VERBS: Readonly<Record<MoveStage, string>> = {
  previewed: 'move_previewed',
  draining: 'move_confirmed',
  unlinking: 'moving',
  linking: 'moving',
};

const STATE_VERBS: Readonly<Record<Integration['state'], string>> = {
  connecting: 'credentials_changed',
  connected: 'connected',
  auth_failed: 'refused',
  removed: 'removed',
};
