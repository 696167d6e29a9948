import { DOCUMENT_KINDS, RECORD_KINDS } from './rows.ts';

/** What a guid leads to, in the order of its first two digits. */
const KINDS = [
  'Organisation',
  ...RECORD_KINDS,
  ...DOCUMENT_KINDS,
  'Payments',
  'Allocations',
  'LineItems',
  'TrackingOptions',
] as const;
export type GuidKind = (typeof KINDS)[number];

export const EMPTY_GUID = '00000000-0000-0000-0000-000000000000';
const PATTERN = /^([0-9a-f]{2})([0-9a-f]{6})-0000-4000-8000-([0-9a-f]{12})$/i;

/** Guids are made of what they are of, so that the same run has the same ones and none needs an index. */
export function guidOf(kind: GuidKind, organisation: number, id: number): string {
  const head = hex(KINDS.indexOf(kind) + 1, 2) + hex(organisation + 1, 6);
  return `${head}-0000-4000-8000-${hex(id, 12)}`;
}

/** The id behind a guid of this kind and organisation. */
export function idOf(kind: GuidKind, organisation: number, guid: string): number | undefined {
  const [, kindDigits = '', organisationDigits = '', id = ''] = PATTERN.exec(guid) ?? [];
  const isOurs = parseInt(kindDigits, 16) === KINDS.indexOf(kind) + 1 && parseInt(organisationDigits, 16) === organisation + 1;
  return isOurs ? parseInt(id, 16) : undefined;
}

export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
