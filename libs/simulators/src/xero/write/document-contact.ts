import type { DocumentKind, RecordRow, Values } from '../store/rows.ts';
import { findContact, isActive, writeContact } from './contact.writer.ts';
import { readText } from './input.ts';
import { errorsOf, type Findings, type Writing } from './writing.ts';

const NOBODY =
  'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber';
const UNKNOWN = 'The contact with the specified contact details could not be found.';
const ARCHIVED =
  'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.';

/** The contact of a document: found, made by its name, or changed by what else is said of it (xero.md 7.2, 9). */
export function documentContact(
  writing: Writing,
  { kind, sent }: { kind: DocumentKind; sent: Values | undefined },
  findings: Findings,
): RecordRow | undefined {
  const refuse = (message: string): undefined => void findings.errors.push({ message });
  if (!sent || !['ContactID', 'ContactNumber', 'Name'].some((name) => (readText(sent, name) ?? '') !== '')) return refuse(NOBODY);
  const found = findContact(writing, sent);
  if (!found) return mayBeMade(kind, sent) ? attempt(writing, { sent, found }, findings) : refuse(UNKNOWN);
  if (!isActive(found)) return refuse(ARCHIVED);
  return saysMore(sent) ? attempt(writing, { sent, found }, findings) : found;
}

/** Orders never make a contact. */
function mayBeMade(kind: DocumentKind, sent: Values): boolean {
  return kind !== 'PurchaseOrders' && (readText(sent, 'ContactID') ?? '') === '' && (readText(sent, 'Name') ?? '') !== '';
}

function saysMore(sent: Values): boolean {
  const isById = (readText(sent, 'ContactID') ?? '') !== '';
  return Object.keys(sent).some((name) => name !== 'ContactID' && (isById || name !== 'Name'));
}

function attempt(
  writing: Writing,
  { sent, found }: { sent: Values; found: RecordRow | undefined },
  findings: Findings,
): RecordRow | undefined {
  try {
    return writeContact(writing, sent, found);
  } catch (error) {
    findings.errors.push(...errorsOf(error));
    return undefined;
  }
}
