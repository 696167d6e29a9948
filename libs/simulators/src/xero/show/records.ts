import type { Json } from '../../http/json-text.ts';
import { wireDate, wireDay } from '../day.ts';
import { amount, onWire } from '../money.ts';
import type { Book } from '../store/book.ts';
import type { RecordKind, RecordRow, Values } from '../store/rows.ts';
import { isObject } from '../write/input.ts';

/** `summary`: a row of a list that is not paged; `full`: a row of a page, or one alone. */
export type Depth = 'summary' | 'full';

export const RECORD_ID: Readonly<Record<RecordKind, string | undefined>> = {
  Contacts: 'ContactID',
  Accounts: 'AccountID',
  Items: 'ItemID',
  TaxRates: undefined,
  TrackingCategories: 'TrackingCategoryID',
  Currencies: undefined,
  BrandingThemes: 'BrandingThemeID',
};
const DATED: readonly RecordKind[] = ['Contacts', 'Accounts', 'Items'];

/** Members that begin in lower case are the simulator's own. */
export function showRecord(
  kind: RecordKind,
  row: RecordRow,
  { depth, unitPlaces }: { depth: Depth; unitPlaces: number },
): Values {
  const own = Object.entries(row.values).filter(([name, value]) => /^[A-Z]/.test(name) && value !== null);
  const isHidden = (name: string): boolean => depth === 'summary' && (name === 'MergedToContactID' || name === 'ContactPersons');
  const idName = RECORD_ID[kind];
  return {
    ...(idName === undefined ? {} : { [idName]: row.guid }),
    ...Object.fromEntries(own.filter(([name]) => !isHidden(name))),
    ...(kind === 'Items' ? pricesOf(row.values, unitPlaces) : {}),
    ...(DATED.includes(kind) ? { UpdatedDateUTC: wireDate(row.updatedAt) } : {}),
  };
}

/** Unit prices are rounded on each call unless it asks for four decimals (xero.md 7.3). */
function pricesOf(values: Values, unitPlaces: number): Values {
  const shown = ['SalesDetails', 'PurchaseDetails'].map((name): [string, Json] => {
    const details = values[name] ?? {};
    const price = isObject(details) ? details['UnitPrice'] : undefined;
    return [name, typeof price === 'number' ? { ...(details as Values), UnitPrice: onWire(amount(price), unitPlaces) } : details];
  });
  return Object.fromEntries(shown);
}

const LOCK_DATES = ['PeriodLockDate', 'EndOfYearLockDate'];

export function showOrganisation({ organisation }: Book): Values {
  const shown = Object.entries(organisation.values).flatMap(([name, value]): [string, Json][] => {
    if (value === null) return [];
    return [[name, LOCK_DATES.includes(name) && typeof value === 'string' ? wireDay(value) : value]];
  });
  return { OrganisationID: organisation.guid, ...Object.fromEntries(shown) };
}
