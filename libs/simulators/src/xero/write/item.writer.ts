import { onWire, round } from '../money.ts';
import type { RecordRow, Values } from '../store/rows.ts';
import type { Mode } from './document.writer.ts';
import { readAmount, readFlag, readObject, readText } from './input.ts';
import { invalid, refuse, type Writing } from './writing.ts';

/** Texts with the most characters that they take (xero.md 10). */
const TEXTS: Readonly<Record<string, number>> = { Code: 30, Name: 50, Description: 4_000, PurchaseDescription: 4_000 };
const DETAILS = ['SalesDetails', 'PurchaseDetails'] as const;
const CODES = ['AccountCode', 'COGSAccountCode', 'TaxType'];

/** Creates an item, or changes the one with its id or code. @throws AppError for one that is not valid */
export function writeItem(writing: Writing, sent: Values, mode: Mode): RecordRow {
  const { book, at, changes } = writing;
  const code = readText(sent, 'Code') ?? '';
  const byCode = book.findRecord('Items', ({ values }) => values['Code'] === code);
  const previous = mode === 'create' ? undefined : previousOf(writing, sent, byCode);
  if (byCode && byCode.id !== previous?.id) throw refuse(`Price List Item with Code '${code}' already exists`);
  const values = {
    IsSold: true,
    IsPurchased: true,
    IsTrackedAsInventory: false,
    ...previous?.values,
    ...readItem(writing, sent),
  };
  const errors = checkItem(writing, values);
  if (errors.length > 0) throw invalid(errors.map((message) => ({ message })));
  const row = book.putRecord('Items', { id: previous?.id, values: withoutUnsold(values), updatedAt: at });
  changes.push({ entity: 'Items', action: previous ? 'update' : 'create', guid: row.guid });
  return row;
}

/** By id where one is sent, or else by code. */
function previousOf({ book }: Writing, sent: Values, byCode: RecordRow | undefined): RecordRow | undefined {
  const guid = readText(sent, 'ItemID') ?? '';
  if (guid === '') return byCode;
  const found = book.recordByGuid('Items', guid);
  if (!found) throw refuse('The document with the supplied id was not found for this endpoint.');
  return found;
}

function readItem(writing: Writing, sent: Values): Values {
  const texts = [...Object.keys(TEXTS), 'InventoryAssetAccountCode'].map((name) => [name, readText(sent, name)] as const);
  const flags = ['IsSold', 'IsPurchased'].map((name) => [name, readFlag(sent, name)] as const);
  const details = DETAILS.map((name) => [name, readDetails(writing, readObject(sent, name))] as const);
  const given = [...texts, ...flags, ...details].flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(given);
}

function readDetails({ unitPlaces, platform }: Writing, sent: Values | undefined): Values | undefined {
  if (!sent) return undefined;
  const price = readAmount(sent, 'UnitPrice');
  const codes = CODES.flatMap((name) => {
    const text = readText(sent, name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    ...(price ? { UnitPrice: onWire(round(price, unitPlaces, platform.switches.halves), unitPlaces) } : {}),
    ...Object.fromEntries(codes),
  };
}

function checkItem({ book }: Writing, values: Values): string[] {
  const tooLong = Object.entries(TEXTS).filter(([name, most]) => (readText(values, name) ?? '').length > most);
  const accounts = DETAILS.flatMap((name) => {
    const code = readText(readObject(values, name) ?? {}, 'AccountCode') ?? '';
    return code === '' || book.findRecord('Accounts', (row) => row.values['Code'] === code) ? [] : [code];
  });
  return [
    ...((readText(values, 'Code') ?? '') === '' ? ['Code is mandatory for each item.'] : []),
    ...tooLong.map(([name, most]) => `The field ${name} must not be longer than ${most} characters.`),
    ...accounts.map((code) => `Account code '${code}' is not a valid code for this document.`),
  ];
}

/** What is not sold has no sales fields, and the same of purchases. */
function withoutUnsold(values: Values): Values {
  return {
    ...values,
    ...(values['IsSold'] === false ? { SalesDetails: {}, Description: null } : {}),
    ...(values['IsPurchased'] === false ? { PurchaseDetails: {}, PurchaseDescription: null } : {}),
  };
}
