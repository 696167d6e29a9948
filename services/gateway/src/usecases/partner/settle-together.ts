import type { Draft, TenantCollection } from '@psa-bridge/persistence';
import type { Delivery } from '../../domain/partner/delivery.ts';

/** Writes how a try went, unless the delivery changed meanwhile. */
export type Settle = (delivery: Delivery, next: Draft<Delivery>) => Promise<void>;

interface Outcome {
  delivery: Delivery;
  next: Draft<Delivery>;
}

/**
 * Deliveries that end while others are being written are written together with the next turn: a handful of round trips serves
 * as many as there are, and one that ends alone waits for nobody.
 */
export function settleTogether(deliveries: Pick<TenantCollection<Delivery>, 'mutateMany'>): Settle {
  let gathered: Outcome[] = [];
  let turn = Promise.resolve();
  let nextTurn: Promise<void> | undefined;

  async function write(): Promise<void> {
    const outcomes = new Map(gathered.map((outcome) => [outcome.delivery._id, outcome]));
    gathered = [];
    nextTurn = undefined;
    await deliveries.mutateMany([...outcomes.keys()], (id, current) => {
      const outcome = outcomes.get(id);
      return current?.version === outcome?.delivery.version ? outcome?.next : undefined;
    });
  }

  return (delivery, next) => {
    gathered.push({ delivery, next });
    // The turn before may have failed: whoever was in it has heard of it.
    nextTurn ??= turn = turn.catch(() => undefined).then(write);
    return nextTurn;
  };
}
