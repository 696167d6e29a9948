import type { CollectionSpec, DocumentStore, Stored } from '@psa-bridge/persistence';
import type { Clock } from '@psa-bridge/core';
import { rhythmAfter } from './rhythm.ts';

/** What one webhook of an integration delivered lately. */
export interface WebhookState extends Stored {
  integrationId: string;
  /** As deliveries name it. */
  webhookId: string;
  entityType: string;
  received: number;
  /** The highest of the PSA's own numbers; 0 for one that was just installed. */
  lastSequence?: number;
  /** When it was heard last. */
  lastAt?: Date;
  /** The usual time between two deliveries. */
  rhythmMs?: number;
  /** Nothing that happened in the PSA before this time is missing here. */
  soundAt: Date;
  /** Numbers that never came, newest last. */
  gaps: readonly Gap[];
}

export interface Gap {
  from: number;
  to: number;
  at: Date;
  /** When what they told was read from the PSA instead. */
  filledAt?: Date;
}

export interface Noted {
  /** False while a number that was passed over has not come. */
  isWhole: boolean;
  soundAt: Date;
}

interface WebhookOf {
  tenantId: string;
  integrationId: string;
  webhookId: string;
  entityType: string;
}

export interface WebhookStates {
  note(delivery: WebhookOf & { sequence: bigint | undefined; occurredAt: Date | undefined }): Promise<Noted>;
  /** A webhook that the PSA has: one that is known stays as it is. */
  begin(of: WebhookOf, soundAt: Date): Promise<void>;
  /** All that happened to entities of this type before `readFrom` was read from the PSA. */
  settle(of: Omit<WebhookOf, 'webhookId'>, readFrom: Date): Promise<void>;
  /** Forgets webhooks that the PSA no longer has. */
  keepOnly(tenantId: string, integrationId: string, webhookIds: readonly string[]): Promise<void>;
  list(tenantId: string, integrationId: string): Promise<WebhookState[]>;
}

const GAPS_KEPT = 50;

export function webhookStateCollection(provider: string): CollectionSpec<WebhookState> {
  return {
    name: `webhook_states_${provider}`,
    writer: `${provider}-connector`,
    indexes: [{ keys: { integrationId: 1 } }],
  };
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
  const idOf = ({ integrationId, webhookId }: WebhookOf): string => `${integrationId}:${webhookId}`;
  const list: WebhookStates['list'] = (tenantId, integrationId) => states.forTenant(tenantId).find({ integrationId });

  return {
    list,
    async note({ sequence, occurredAt, ...of }) {
      const stored = await states.forTenant(of.tenantId).mutate(idOf(of), (current) => {
        const now = clock.now();
        const before = current ?? { _id: idOf(of), ...of, received: 0, soundAt: occurredAt ?? now, gaps: [] };
        const counted = sequence === undefined ? { gaps: before.gaps } : afterSequence(before, Number(sequence), now);
        return afterDelivery({ ...before, ...counted }, now, occurredAt);
      });
      return { isWhole: stored === undefined || isWhole(stored), soundAt: stored?.soundAt ?? clock.now() };
    },
    async begin(of, soundAt) {
      const begun = { ...of, received: 0, lastSequence: 0, soundAt, gaps: [] };
      await states.forTenant(of.tenantId).mutate(idOf(of), (current) => (current ? undefined : { _id: idOf(of), ...begun }));
    },
    async settle({ tenantId, integrationId, entityType }, readFrom) {
      const own = await states.forTenant(tenantId).find({ integrationId, entityType });
      await states.forTenant(tenantId).mutateMany(
        own.map(({ _id }) => _id),
        (_id, current) => current && afterReading(current, readFrom, clock.now()),
      );
    },
    async keepOnly(tenantId, integrationId, webhookIds) {
      await states.forTenant(tenantId).deleteMany({ integrationId, webhookId: { $nin: webhookIds } });
    },
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

/** A delivery shows that all before it is here, unless one is missing. The time is that of the change, by the PSA's clock. */
function afterDelivery<State extends Omit<WebhookState, 'version'>>(state: State, now: Date, occurredAt = now): State {
  const { lastAt, rhythmMs, soundAt } = state;
  const provenAt = new Date(Math.max(soundAt.getTime(), Math.min(occurredAt.getTime(), now.getTime())));
  return {
    ...state,
    received: state.received + 1,
    lastAt: now,
    ...(lastAt ? { rhythmMs: rhythmAfter(rhythmMs, now.getTime() - lastAt.getTime()) } : {}),
    soundAt: isWhole(state) ? provenAt : soundAt,
  };
}

export function isWhole({ gaps }: Pick<WebhookState, 'gaps'>): boolean {
  return gaps.every(({ filledAt }) => filledAt !== undefined);
}

/** What was missing when the reading began is here now; a gap that was seen later is not. */
function afterReading(state: WebhookState, readFrom: Date, now: Date): WebhookState {
  return {
    ...state,
    soundAt: new Date(Math.max(state.soundAt.getTime(), readFrom.getTime())),
    gaps: state.gaps.map((gap) => (gap.filledAt === undefined && gap.at <= readFrom ? { ...gap, filledAt: now } : gap)),
  };
}
