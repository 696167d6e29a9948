import type { ConnectedHalo } from './connected-halo.ts';

type Connected = Pick<ConnectedHalo, 'simulator'>;
export type Values = Readonly<Record<string, unknown>>;

/** A row of HaloPSA as it stands there. */
export function rowThere({ simulator }: Connected, entity: string, id: number): Values {
  const row = simulator.control.get({ entity, id });
  if (!row) throw new Error(`HaloPSA has no ${entity} ${id}.`);
  return row;
}

export function rowsThere({ simulator }: Connected, entity: string, where: Values = {}): readonly Values[] {
  return simulator.control.list({ entity, where: where as never, limit: 100_000 });
}

/** Calls to each entity since the counters were set back, by what they did: `Client query`. */
export function callsTo({ simulator }: Connected): Readonly<Record<string, number>> {
  const { calls } = simulator.control.counters({});
  return Object.fromEntries(
    Object.entries(calls).flatMap(([entity, byOperation]) =>
      Object.entries<number>(byOperation).map(([operation, count]) => [`${entity} ${operation}`, count]),
    ),
  );
}

export function mainSiteOf(connected: Connected, clientId: number): Values {
  return rowThere(connected, 'Site', Number(rowThere(connected, 'Client', clientId)['main_site_id']));
}
