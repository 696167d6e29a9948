import { deedInWords, type FieldChange } from '@psa-bridge/audit';
import type { AuditedAction } from './entry.ts';

/** Names that are looked up when somebody reads: the audit keeps none of people. */
export interface Names {
  actor?: string | undefined;
  record?: string | undefined;
}

const FIELDS_SAID = 3;
const LENGTH_SAID = 60;
const NAMES = ['name', 'title', 'label'];

/** One action as a sentence: `Demo Admin renamed company “Old Ltd” to “New Ltd”`. */
export function actionInWords(action: AuditedAction, names: Names): string {
  const { kind, record, changes, leftOut } = action;
  const who = whoInWords(action, names);
  const renamed = kind.endsWith('.updated') || kind.endsWith('.changed') ? changes.find(isName) : undefined;
  if (renamed && changes.length + leftOut === 1) {
    return `${who} ${deedInWords('it.renamed', record.type)} ${spoken(renamed.beforeJson)} to ${spoken(renamed.afterJson)}`;
  }
  const name = names.record ?? record.name;
  const others = record.ids.length - 1;
  const what = [
    ...[deedInWords(kind, record.type), ...(name === undefined ? [] : [quoted(name)])],
    ...(others > 0 ? [`and ${others} more`] : []),
  ].join(' ');
  return [`${who} ${what}`, ...changesInWords(action)].join(': ');
}

function whoInWords({ actor, source, address }: AuditedAction, { actor: name }: Names): string {
  if (actor.kind === 'unknown') return address === undefined ? 'Somebody' : `Somebody at ${address}`;
  if (actor.kind === 'operator') return 'An operator';
  if (actor.kind === 'service') return source;
  return name ?? (actor.kind === 'integration' ? 'An integration' : 'Somebody who is no user any more');
}

/** Only what changed from something is said; what a new record is like stands in the record. */
function changesInWords({ changes, leftOut }: AuditedAction): readonly string[] {
  const said = changes.filter(({ beforeJson }) => beforeJson !== '').slice(0, FIELDS_SAID);
  if (said.length === 0) return [];
  const more = changes.length - said.length + leftOut;
  return [[...said.map(changeInWords), ...(more > 0 ? [`${more} more`] : [])].join(', ')];
}

function changeInWords({ field, beforeJson, afterJson }: FieldChange): string {
  return `${field} from ${spoken(beforeJson)} to ${spoken(afterJson)}`;
}

function isName({ field, beforeJson, afterJson }: FieldChange): boolean {
  return NAMES.includes(field) && beforeJson !== '' && afterJson !== '';
}

function spoken(json: string): string {
  if (json === '' || json === '[]' || json === 'null') return 'nothing';
  const value: unknown = JSON.parse(json);
  return typeof value === 'string' ? quoted(value) : cut(json);
}

function quoted(text: string): string {
  return `“${cut(text)}”`;
}

function cut(text: string): string {
  return text.length > LENGTH_SAID ? `${text.slice(0, LENGTH_SAID)}…` : text;
}
