import { canonicalJson } from '@psa-bridge/core';
import { redact } from '@psa-bridge/observability';

/** What one field was and what it became, redacted, as JSON; empty where it was not there. */
export interface FieldChange {
  field: string;
  beforeJson: string;
  afterJson: string;
}

export interface FieldChanges {
  changes: readonly FieldChange[];
  /** How many more fields changed than are told. */
  leftOut: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** So that an event stays small beside the change that it tells of. */
const MAX_FIELDS = 40;
const MAX_LENGTH = 500;

/**
 * The fields that differ, by name with dots. What both sides have is compared part by part, as people see it: each custom field,
 * each entry of a mapping, each line of a quote by its id.
 */
export function fieldChanges(before: Fields | undefined, after: Fields | undefined): FieldChanges {
  const changed = differences(before ?? {}, after ?? {}, []);
  return {
    changes: changed.slice(0, MAX_FIELDS).map(({ path, before: was, after: is }) => ({
      field: path.join('.'),
      ...{ beforeJson: shown(path, was), afterJson: shown(path, is) },
    })),
    leftOut: Math.max(0, changed.length - MAX_FIELDS),
  };
}

interface Difference {
  path: readonly string[];
  before: unknown;
  after: unknown;
}

function differences(before: unknown, after: unknown, path: readonly string[]): readonly Difference[] {
  if (before === after || text(before) === text(after)) return [];
  const [was, is] = [partsOf(before), partsOf(after)];
  if (!was || !is) return [{ path, before, after }];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return names.flatMap((name) => differences(was[name], is[name], [...path, name]));
}

/** What stands in a value under a name of its own; undefined where it is one thing. */
function partsOf(value: unknown): Fields | undefined {
  if (Array.isArray(value)) {
    const parts = value.map((part: unknown) => [isPlain(part) ? part['id'] : undefined, part] as const);
    const isNamed = parts.length > 0 && parts.every(([id]) => typeof id === 'string');
    return isNamed ? (Object.fromEntries(parts) as Fields) : undefined;
  }
  return isPlain(value) ? value : undefined;
}

function isPlain(value: unknown): value is Fields {
  return Object.prototype.toString.call(value) === '[object Object]';
}

function text(value: unknown): string {
  return value === undefined ? '' : canonicalJson(value);
}

/** The names on the way to a value decide whether it is hidden, so it is redacted under all of them. */
function shown(path: readonly string[], value: unknown): string {
  const whole = path.reduceRight((inner: unknown, name) => ({ [name]: inner }), value);
  const safe = path.reduce((at: unknown, name) => (isPlain(at) ? at[name] : at), redact(whole));
  const json = text(safe);
  return json.length > MAX_LENGTH ? JSON.stringify(`${json.slice(0, MAX_LENGTH)}…`) : json;
}
