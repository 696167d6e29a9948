import type { ConnectedConnectWise } from './connected-connectwise.ts';

type Connected = Pick<ConnectedConnectWise, 'simulator'>;

/** A row of ConnectWise as it stands there; what it refers to by ids. */
export interface RowThere {
  id: number;
  values: Readonly<Record<string, unknown>>;
}

export function rowsThere({ simulator }: Connected, entity: string): readonly RowThere[] {
  return simulator.control.list({ entity, limit: 1_000 }).map(rowThere);
}

export function itemThere({ simulator }: Connected, id: number): RowThere['values'] {
  const row = simulator.control.get({ entity: 'Catalog Item', id });
  if (!row) throw new Error(`ConnectWise has no catalog item ${id}.`);
  return rowThere(row).values;
}

/** Makes an item there like another one, as a person does. */
export function makeItem({ simulator }: Connected, like: RowThere, values: Readonly<Record<string, unknown>>): number {
  const { id: _, _info: __, ...copied } = simulator.control.get({ entity: 'Catalog Item', id: like.id }) ?? {};
  const row = JSON.parse(JSON.stringify({ ...copied, ...values })) as Parameters<typeof simulator.control.create>[0]['values'];
  return Number(simulator.control.create({ entity: 'Catalog Item', values: row })['id']);
}

function rowThere(row: Readonly<Record<string, unknown>>): RowThere {
  const values = Object.fromEntries(Object.entries(row).map(([field, value]) => [field, isReference(value) ? value.id : value]));
  return { id: Number(row['id']), values };
}

function isReference(value: unknown): value is { id: number } {
  return typeof value === 'object' && value !== null && 'id' in value;
}
