import type { OutboxEvent } from '@psa-bridge/contracts';

/**
 * The events of a document after a write: those still waiting stay, in their order, before the new ones. A writer that names
 * only its own events, or drops the field, therefore loses none.
 */
export function mergeOutbox(waiting: readonly OutboxEvent[] = [], written: readonly OutboxEvent[] = []): readonly OutboxEvent[] {
  const known = new Set(waiting.map((event) => event.id));
  return [...waiting, ...written.filter((event) => !known.has(event.id))];
}
