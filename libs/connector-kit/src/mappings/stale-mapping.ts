import type { AffectedRecords, SettingReference, SettingsPage } from '../definition/settings-page.ts';
import type { StaleReference } from '../settings/check-references.ts';
import type { Affected, Tally } from './affected.ts';

/** What an issue says of a mapping that does not hold any more. */
export interface MappingWarning {
  /** Page and path: the same as long as the setting stays where it is. */
  entityId: string;
  /** Such as `Billing code of category Servers`. */
  entityName: string;
  message: string;
  remedy: string;
}

/** One place of a page where something does not hold; several references may meet there. */
export interface StaleMapping {
  entityId: string;
  entityName: string;
  /** The page's title. */
  page: string;
  stale: readonly StaleReference[];
  affects: readonly AffectedRecords[];
}

/** Longer names are cut, so that the first ten of each sort fit an issue. */
const NAME_LENGTH = 40;

export function mappingId(page: Pick<SettingsPage, 'name'>, { path }: Pick<SettingReference, 'path'>): string {
  return `${page.name}:${path.join('.')}`;
}

/** A page's stale references, those of one place together. */
export function staleMappings(
  page: Pick<SettingsPage, 'name' | 'title'>,
  stale: readonly StaleReference[],
): readonly StaleMapping[] {
  const places = Map.groupBy(stale, ({ reference }) => mappingId(page, reference));
  return [...places].map(([entityId, own]) => ({
    entityId,
    entityName: nameOf(own),
    page: page.title,
    stale: own,
    affects: own.flatMap(({ reference }) => reference.affects ?? []),
  }));
}

/** What is told of it: the dead value, where it is set, and who would fail with it. */
export function warningOf({ entityId, entityName, page, stale, affects }: StaleMapping, affected: Affected): MappingWarning {
  const reasons = stale.map(({ reason }) => reason).join(' ');
  const remedies = [...new Set(stale.map(({ remedy }) => remedy))].filter((remedy) => remedy !== '');
  const place = `It is set as "${entityName}" on the page ${page}.`;
  return {
    entityId,
    entityName,
    message: [reasons, place, ...(affects.length === 0 ? [] : [spokenAffected(affected)])].join(' '),
    remedy: [...remedies, 'This warning clears by itself once that is done.'].join(' '),
  };
}

function nameOf(stale: readonly StaleReference[]): string {
  const [first] = stale;
  if (!first) return '';
  const reference = stale.find(({ reference: { title } }) => title !== undefined)?.reference ?? first.reference;
  const of = stale.find((one) => one.of !== undefined)?.of;
  const name = titleOf(reference);
  return of === undefined ? name : `${name} of ${of}`;
}

/** What people call the setting, such as `Billing code`. */
export function titleOf({ title, path }: Pick<SettingReference, 'title' | 'path'>): string {
  return title ?? spokenKey(path[0] ?? '');
}

/** `chargeBillingCode` → `Charge billing code` */
function spokenKey(key: string): string {
  const words = key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function spokenAffected(affected: Affected): string {
  const sorts = [...affected].filter(([, { total }]) => total > 0).map(([noun, tally]) => spokenTally(noun, tally));
  return sorts.length === 0 ? 'Nothing here uses it yet.' : `Affected: ${sorts.join('; ')}.`;
}

function spokenTally(noun: string, { total, names }: Tally): string {
  const list = names.map((name) => (name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name)).join(', ');
  const more = total - names.length;
  return `${total} ${total === 1 ? noun : plural(noun)}: ${list}${more > 0 ? ` and ${more} more` : ''}`;
}

function plural(noun: string): string {
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
