import type { InstalledWebhook } from '../definition/webhooks.ts';

/** What can be wrong with a webhook, as far as the PSA's own list shows it. */
export type TroubleCause = 'missing' | 'inactive' | 'changed' | 'not_ready' | 'extra';

export interface Trouble {
  entityType: string;
  cause: TroubleCause;
  /** Names what is wrong, for people. */
  detail: string;
}

/**
 * What the PSA's list of webhooks lacks against what there should be: one active webhook of each type, as we made it. One
 * that is not ready is given until the next look. Pure.
 */
export function troublesOf(
  found: readonly InstalledWebhook[],
  { entityTypes, before }: { entityTypes: readonly string[]; before: readonly InstalledWebhook[] },
): readonly Trouble[] {
  const wasNotReady = new Set(before.filter(({ status }) => status === 'not_ready').map(keyOf));
  const missing = entityTypes
    .filter((type) => !found.some(({ entityType }) => entityType === type))
    .map((entityType): Trouble => ({
      entityType,
      cause: 'missing',
      detail: `The PSA has no webhook for ${entityType} changes.`,
    }));
  const extra = entityTypes.flatMap((entityType): readonly Trouble[] => {
    const count = found.filter((webhook) => webhook.entityType === entityType).length;
    return count > 1 ? [{ entityType, cause: 'extra', detail: `There are ${count} webhooks for ${entityType} changes.` }] : [];
  });
  return [...missing, ...extra, ...found.flatMap((webhook) => troublesOfOne(webhook, wasNotReady))];
}

function troublesOfOne(webhook: InstalledWebhook, wasNotReady: ReadonlySet<string>): readonly Trouble[] {
  const { entityType, name, status, differences = [] } = webhook;
  if (status === 'inactive') return [{ entityType, cause: 'inactive', detail: `"${name}" is switched off.` }];
  if (differences.length > 0) return [{ entityType, cause: 'changed', detail: `"${name}": ${differences.join(' ')}` }];
  if (status === 'not_ready' && wasNotReady.has(keyOf(webhook)))
    return [{ entityType, cause: 'not_ready', detail: `"${name}" does not become ready.` }];
  return [];
}

/** Types whose changes may have gone untold: all that are not active now, or were not when they were looked at before. */
export function unsureTypes(
  found: readonly InstalledWebhook[],
  { entityTypes, before }: { entityTypes: readonly string[]; before: readonly InstalledWebhook[] },
): readonly string[] {
  const isSure = (list: readonly InstalledWebhook[], type: string): boolean =>
    list.some(
      (webhook) => webhook.entityType === type && webhook.status === 'active' && (webhook.differences ?? []).length === 0,
    );
  return entityTypes.filter((type) => !isSure(found, type) || !isSure(before, type));
}

/** Ids are numbered by type in some PSAs, so that two types may share one. */
function keyOf({ entityType, id }: InstalledWebhook): string {
  return `${entityType}:${id}`;
}
