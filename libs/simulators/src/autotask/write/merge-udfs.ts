import { NO_UDFS, type Row } from '../store/table.ts';
import type { UdfDefinition } from '../store/udf-catalogue.ts';
import type { WriteBody } from './read-body.ts';

/**
 * UDF values after a write: only those sent change, null and empty text clear, unknown and unsupported names are ignored
 * (autotask.md 2.7). On create the definitions' defaults hold.
 */
export function mergeUdfs(
  definitions: readonly UdfDefinition[],
  before: Row['udfs'] | undefined,
  sent: WriteBody['udfs'],
): Row['udfs'] {
  const merged: Record<string, string> = { ...(before ?? defaultsOf(definitions)) };
  for (const { name, value } of sent) {
    const definition = definitions.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (!definition?.isSupported) continue;
    if (value === null || value === '') delete merged[definition.name];
    else merged[definition.name] = value;
  }
  return Object.keys(merged).length === 0 ? NO_UDFS : merged;
}

function defaultsOf(definitions: readonly UdfDefinition[]): Record<string, string> {
  const withDefault = definitions.filter(({ isActive, isSupported }) => isActive && isSupported);
  return Object.fromEntries(
    withDefault.flatMap(({ name, defaultValue }) => (defaultValue === null ? [] : [[name, defaultValue]])),
  );
}
