import { jsonText } from '../../http/json-text.ts';
import type { Json } from '../metadata/entity-definition.ts';
import { badCast, badMember, type ErrorEntry } from '../refusal.ts';
import { kindOf, type CommunicationItem, type CommunicationType } from '../store/communications.ts';
import type { Row } from '../store/database.ts';
import { typeOf, type Reading } from './read-value.ts';

const MEMBERS = ['id', 'type', 'value', 'extension', 'defaultFlag', 'domain', 'communicationType', 'mobileGuid', '_info'];
const LONGEST = 250;
const KINDS: readonly unknown[] = ['Email', 'Phone', 'Fax'];

/** The communication items of a contact; those without an id get one (connectwise.md 11, Contact). */
export function readCommunications(reading: Reading, items: readonly Json[]): Json {
  return items.map((item) => readCommunication(reading, item));
}

export function readCommunication(reading: Reading, item: Json): CommunicationItem {
  const given = readMembers(item);
  const type = readType(reading, given['type'] ?? null, given['communicationType'] ?? null);
  const id = Number(given['id'] ?? 0);
  const extension = given['extension'] ?? null;
  return {
    id: id > 0 ? id : reading.database.nextCommunicationId(),
    type: type?.id ?? 0,
    value: readContent(reading, jsonText(given['value'] ?? '')),
    extension: extension === null ? null : jsonText(extension),
    defaultFlag: given['defaultFlag'] === true,
    communicationType: type ? kindOf(type) : 'Email',
  };
}

function readMembers(item: Json): Record<string, Json> {
  if (item === null || typeof item !== 'object' || Array.isArray(item))
    throw badCast(typeOf(item), 'ConnectWise.Apis.v3_0.v2015_3.Company.Contact.ContactCommunicationItem');
  const unknown = Object.keys(item).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) throw badMember(unknown, 'ContactCommunicationItem');
  return item as Record<string, Json>;
}

function readContent(reading: Reading, value: string): string {
  if (value === '') refuse(reading, 'MissingRequiredField', 'The value field is required.', 'value');
  if (value.length > LONGEST)
    refuse(reading, 'MaxLengthField', `The field value must be a string with a maximum length of ${LONGEST}.`, 'value');
  return value;
}

/** The type must be there, and of the kind that the item says. */
function readType(reading: Reading, type: Json, kind: Json): Row | undefined {
  const id =
    type !== null && typeof type === 'object' && !Array.isArray(type) ? Number((type as Record<string, Json>)['id']) : NaN;
  if (!Number.isInteger(id)) {
    refuse(reading, 'MissingRequiredField', 'The type field is required.', 'type');
    return undefined;
  }
  const found = reading.database.row('Communication Type', id);
  const isFit = found !== undefined && (kind === null || (KINDS.includes(kind) && kindOf(found) === (kind as CommunicationType)));
  if (!isFit)
    refuse(reading, reading.switches.badReferenceCode, `Communication Type ${id} not found`, 'communicationItems/type/id');
  return isFit ? found : undefined;
}

function refuse({ errors }: Reading, code: string, message: string, field: string): void {
  const entry: ErrorEntry = { code, message, resource: 'communicationItem', field };
  errors.push(entry);
}
