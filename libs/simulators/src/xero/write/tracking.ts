import type { Json } from '../../http/json-text.ts';
import type { Line, Values } from '../store/rows.ts';
import { fold, isObject, readObjects, readText } from './input.ts';
import type { Writing } from './writing.ts';

const MOST = 2;

/** At most two options, by ids or by names (xero.md 7.3). `refuse` takes what is not valid. */
export function readTracking(
  { book, platform }: Writing,
  sent: Values,
  { before, refuse }: { before: Line | undefined; refuse: (message: string) => void },
): Line['tracking'] {
  const entries = readObjects(sent, 'Tracking');
  if (!entries) return before?.tracking ?? [];
  if (entries.length > MOST) refuse('A line item may have at most two tracking categories.');
  return entries.flatMap((entry) => {
    const categoryGuid = readText(entry, 'TrackingCategoryID') ?? '';
    const name = readText(entry, 'Name') ?? '';
    const category =
      categoryGuid === ''
        ? book.findRecord('TrackingCategories', ({ values }) => fold(values['Name']) === fold(name))
        : book.recordByGuid('TrackingCategories', categoryGuid);
    const option = category && optionOf(category.values, entry);
    if (category && option !== undefined) return [{ category: category.guid, option }];
    if (platform.switches.unknownTracking === 'refused')
      refuse(`The tracking option '${readText(entry, 'Option') ?? ''}' of '${name}' does not exist or is not active.`);
    return [];
  });
}

/** Guid of an active option. */
function optionOf(category: Values, entry: Values): string | undefined {
  const guid = readText(entry, 'TrackingOptionID')?.toLowerCase() ?? '';
  const name = fold(readText(entry, 'Option') ?? '');
  const found = ((category['Options'] ?? []) as readonly Json[]).filter(isObject).find((option) => {
    const isMeant = guid === '' ? fold(option['Name']) === name : option['TrackingOptionID'] === guid;
    return isMeant && option['Status'] === 'ACTIVE';
  });
  return typeof found?.['TrackingOptionID'] === 'string' ? found['TrackingOptionID'] : undefined;
}
