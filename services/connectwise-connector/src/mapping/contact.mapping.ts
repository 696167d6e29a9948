import { compact, present } from '@psa-bridge/connector-kit';
import type { Contact, RecordInput } from '@psa-bridge/records';
import type { ConnectWiseWrite, PatchOperation } from '../client/patch.ts';
import type { CommunicationItem, CwCommunicationType, CwContact } from '../client/types.ts';

type Kind = 'Email' | 'Phone';
/** The ways to reach a person that we know of. */
type Way = 'email' | 'phone' | 'mobilePhone';

const KINDS: Readonly<Record<Way, Kind>> = { email: 'Email', phone: 'Phone', mobilePhone: 'Phone' };
const MOBILE = /mobile|cell/i;

/** ConnectWise contact to ours (connectwise.md section 11): e-mail and phones stand among its communication items. */
export function toCanonicalContact(row: CwContact, companyId: string): RecordInput<'contact'> {
  const items = row.communicationItems ?? [];
  return {
    companyId,
    firstName: present(row.firstName) ?? '-',
    lastName: present(row.lastName) ?? '',
    email: emailOf(row) ?? '',
    isActive: row.inactiveFlag !== true,
    ...compact({
      phone: present(items[indexOf('phone', items)]?.value),
      mobilePhone: present(items[indexOf('mobilePhone', items)]?.value),
      jobTitle: present(row.title),
    }),
  };
}

/** The default e-mail address, else the first. */
export function emailOf({ communicationItems }: Pick<CwContact, 'communicationItems'>): string | undefined {
  const items = communicationItems ?? [];
  return present(items[indexOf('email', items)]?.value)?.toLowerCase();
}

export function fromCanonicalContact(contact: Contact): ConnectWiseWrite {
  return {
    firstName: contact.firstName,
    lastName: contact.lastName,
    inactiveFlag: !contact.isActive,
    ...compact({ title: contact.jobTitle }),
  };
}

/** The communication items of a new contact. */
export function newItems(contact: Contact, types: readonly CwCommunicationType[]): readonly ConnectWiseWrite[] {
  return ways(contact).flatMap(([way, value]) => (value === undefined ? [] : [itemOf(way, value, types)]));
}

/**
 * What changes the communication items, one operation each. They are told apart by their place in the list, so what goes is
 * taken out from the end on, and what comes is put behind (section 7).
 */
export function itemOperations(
  contact: Contact,
  items: readonly CommunicationItem[],
  types: readonly CwCommunicationType[],
): readonly PatchOperation[] {
  const places = ways(contact).map(([way, value]) => ({ way, value, place: indexOf(way, items) }));
  const replaced = places.flatMap(({ value, place }): PatchOperation[] =>
    place >= 0 && value !== undefined && present(items[place]?.value)?.toLowerCase() !== value.toLowerCase()
      ? [{ op: 'replace', path: `communicationItems/${place}/value`, value }]
      : [],
  );
  const gone = places.filter(({ value, place }) => place >= 0 && value === undefined).sort((a, b) => b.place - a.place);
  const added = places.filter(({ value, place }) => place < 0 && value !== undefined);
  return [
    ...replaced,
    ...gone.map(({ place }): PatchOperation => ({ op: 'remove', path: `communicationItems/${place}` })),
    ...added.map(({ way, value }, index): PatchOperation => ({
      op: 'add',
      path: `communicationItems/${items.length - gone.length + index}`,
      value: itemOf(way, value ?? '', types),
    })),
  ];
}

function ways(contact: Contact): readonly (readonly [Way, string | undefined])[] {
  return [
    ['email', contact.email],
    ['phone', contact.phone],
    ['mobilePhone', contact.mobilePhone],
  ];
}

/** Where the item of that way stands; -1 where there is none. */
function indexOf(way: Way, items: readonly CommunicationItem[]): number {
  const isOfWay = (item: CommunicationItem): boolean =>
    item.communicationType === KINDS[way] && (way === 'email' || MOBILE.test(item.type?.name ?? '') === (way === 'mobilePhone'));
  const preferred = items.findIndex((item) => isOfWay(item) && item.defaultFlag === true);
  return preferred >= 0 ? preferred : items.findIndex(isOfWay);
}

/** The type must be of the same kind as the item (section 11): the tenant's default one, or that of mobile phones. */
function itemOf(way: Way, value: string, types: readonly CwCommunicationType[]): ConnectWiseWrite {
  const kind = KINDS[way];
  const ofKind = types.filter((type) => (kind === 'Email' ? type.emailFlag : type.phoneFlag) === true);
  const isMobile = (type: CwCommunicationType): boolean => MOBILE.test(type.description ?? '');
  const fitting = way === 'email' ? ofKind : ofKind.filter((type) => isMobile(type) === (way === 'mobilePhone'));
  const type = fitting.find(({ defaultFlag }) => defaultFlag === true) ?? fitting[0] ?? ofKind[0];
  return {
    ...(type === undefined ? {} : { type: { id: type.id } }),
    value,
    communicationType: kind,
    defaultFlag: way !== 'mobilePhone',
  };
}
