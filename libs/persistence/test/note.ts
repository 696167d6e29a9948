import type { OutboxEvent } from '@psa-bridge/contracts';
import type { CollectionSpec, Stored } from '../src/port.ts';

export interface Note extends Stored {
  readonly title: string;
  readonly number?: number;
  readonly at?: Date;
  readonly bytes?: Uint8Array;
  readonly nested?: Readonly<Record<string, unknown>>;
  readonly tags?: readonly string[];
  readonly slug?: string;
}

export const noteSpec: CollectionSpec<Note> = {
  name: 'notes',
  writer: 'tests',
  indexes: [{ keys: { tenantId: 1, number: 1 } }, { keys: { slug: 1 }, unique: true, sparse: true }],
};

export function eventOf(id: string, tenantId: string, at = new Date('2026-01-05T08:00:00.000Z')): OutboxEvent {
  return {
    id,
    topic: 'psa.notes.v1',
    key: `${tenantId}:note:${id}`,
    type: 'note',
    source: 'test',
    tenantId,
    payload: new Uint8Array([1, 2, 255]),
    at,
  };
}
