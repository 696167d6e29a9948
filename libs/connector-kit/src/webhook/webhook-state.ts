import type { CollectionSpec, DocumentStore, Stored } from '@psa-bridge/persistence';
import type { Clock } from '@psa-bridge/core';

/** What one webhook of an integration delivered lately. */
export interface WebhookState extends Stored {
  integrationId: string;
  webhookId: string;
  received: number;
  /** The highest of the PSA's own numbers. */
  lastSequence?: number;
  lastAt: Date;
  /** Numbers that never came, newest last. */
  gaps: readonly { from: number; to: number; at: Date }[];
}

export interface WebhookStates {
  note(of: { tenantId: string; integrationId: string; webhookId: string; sequence: bigint | undefined }): Promise<void>;
  list(tenantId: string, integrationId: string): Promise<WebhookState[]>;
}

const GAPS_KEPT = 50;

export function webhookStateCollection(provider: string): CollectionSpec<WebhookState> {
  return { name: `webhook_states_${provider}`, writer: `${provider}-connector` };
}

export function createWebhookStates({
  store,
  provider,
  clock,
}: {
  store: DocumentStore;
  provider: string;
  clock: Clock;
}): WebhookStates {
  const states = store.collection(webhookStateCollection(provider));
  return {
    async note({ tenantId, integrationId, webhookId, sequence }) {
      const id = `${integrationId}:${webhookId}`;
      await states.forTenant(tenantId).mutate(id, (current) => {
        const now = clock.now();
        const state = current ?? { _id: id, tenantId, integrationId, webhookId, received: 0, lastAt: now, gaps: [] };
        const seen = { ...state, received: state.received + 1, lastAt: now };
        return sequence === undefined ? seen : { ...seen, ...afterSequence(state, Number(sequence), now) };
      });
    },
    list: (tenantId, integrationId) => states.forTenant(tenantId).find({ integrationId }),
  };
}

type Counted = Pick<WebhookState, 'gaps' | 'lastSequence'>;

/** A number above the next one leaves a gap; one that comes late closes its place in one. Pure. */
export function afterSequence(state: Counted, sequence: number, now: Date): Counted {
  const last = state.lastSequence;
  if (last === undefined || sequence === last + 1) return { gaps: state.gaps, lastSequence: sequence };
  if (sequence > last)
    return { gaps: [...state.gaps, { from: last + 1, to: sequence - 1, at: now }].slice(-GAPS_KEPT), lastSequence: sequence };
  const gaps = state.gaps.flatMap((gap) => {
    if (sequence < gap.from || sequence > gap.to) return [gap];
    return [
      ...(sequence > gap.from ? [{ ...gap, to: sequence - 1 }] : []),
      ...(sequence < gap.to ? [{ ...gap, from: sequence + 1 }] : []),
    ];
  });
  return { gaps, lastSequence: last };
}
