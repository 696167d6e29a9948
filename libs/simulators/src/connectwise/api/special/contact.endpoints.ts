import type { Json } from '../../metadata/entity-definition.ts';
import { requireEntity } from '../../metadata/registry.ts';
import { invalidObject, notFound, refuse } from '../../refusal.ts';
import { communicationsOf, type CommunicationItem } from '../../store/communications.ts';
import type { Row } from '../../store/database.ts';
import { readCommunication } from '../../write/read-communications.ts';
import type { Reading } from '../../write/read-value.ts';
import { targetOf } from '../../write/writer.ts';
import { NO_CONTENT, readObject, reply, type ApiCall, type Reply } from '../reply.ts';
import { showCommunication, showReference } from '../to-json.ts';
import type { SpecialEndpoint } from './special-endpoint.ts';

const COMMUNICATIONS = 'company/contacts/{}/communications';

/** connectwise.md 7 and 11: what belongs to a contact, and the types of companies and contacts. */
export const CONTACT_ENDPOINTS: readonly SpecialEndpoint[] = [
  {
    method: 'GET',
    path: COMMUNICATIONS,
    entity: 'Contact',
    right: 'inquire',
    handle: (api, [id = 0]) =>
      reply(
        200,
        communicationsOf(contact(api, id)).map((item) => showCommunication(api.tenant, item)),
      ),
  },
  { method: 'POST', path: COMMUNICATIONS, entity: 'Contact', right: 'edit', handle: addCommunication },
  { method: 'DELETE', path: `${COMMUNICATIONS}/{}`, entity: 'Contact', right: 'edit', handle: removeCommunication },
  ...associations('company/companies/{}/typeAssociations', 'Company', 'Company Type'),
  ...associations('company/contacts/{}/typeAssociations', 'Contact', 'Contact Type'),
  {
    method: 'GET',
    path: 'company/companies/default',
    entity: 'Company',
    right: 'inquire',
    handle: ({ tenant }) => {
      const status = tenant.database.find('Company Status', ({ values }) => values['defaultFlag'] === true);
      return reply(200, { status: showReference(tenant, 'Company Status', status?.id ?? null) });
    },
  },
];

function contact({ tenant }: ApiCall, id: number): Row {
  const row = tenant.database.row('Contact', id);
  if (!row) throw notFound('Contact', id);
  return row;
}

function addCommunication(api: ApiCall, [id = 0]: readonly number[]): Reply {
  const { tenant, call } = api;
  const row = contact(api, id);
  const entity = requireEntity('Contact');
  const reading: Reading = { database: tenant.database, switches: tenant.switches, entity, errors: [] };
  const item = readCommunication(reading, readObject(call));
  if (reading.errors.length > 0) throw invalidObject('communicationItem', reading.errors);
  saveCommunications(api, row, [...communicationsOf(row), item]);
  return reply(201, showCommunication(tenant, item));
}

function removeCommunication(api: ApiCall, [id = 0, itemId = 0]: readonly number[]): Reply {
  const row = contact(api, id);
  const items = communicationsOf(row);
  const kept = items.filter((item) => item.id !== itemId);
  if (kept.length === items.length) throw notFound('Communication', itemId);
  saveCommunications(api, row, kept);
  return NO_CONTENT;
}

function saveCommunications({ writer, actor, tenant }: ApiCall, row: Row, items: readonly CommunicationItem[]): void {
  const communicationItems = items.map((item) => showCommunication(tenant, item));
  writer.update(targetOf('Contact', actor), row.id, { communicationItems });
}

/** An association's id is that of its type. */
function associations(path: string, owner: string, type: string): SpecialEndpoint[] {
  const rowOf = ({ tenant }: ApiCall, id: number): Row => {
    const row = tenant.database.row(owner, id);
    if (!row) throw notFound(owner, id);
    return row;
  };
  const typesOf = (row: Row): number[] => [...((row.values['types'] ?? []) as number[])];
  const show = ({ tenant }: ApiCall, row: Row, id: number): Json => ({
    id,
    type: showReference(tenant, type, id),
    [owner.toLowerCase()]: showReference(tenant, owner, row.id),
  });
  const save = ({ writer, actor }: ApiCall, row: Row, types: readonly number[]): void => {
    const references = types.map((id) => ({ id }));
    const target = targetOf(owner, { ...actor, isApi: false });
    writer.update(target, row.id, { types: references });
  };
  return [
    {
      method: 'GET',
      path,
      entity: owner,
      right: 'inquire',
      handle: (api, [id = 0]) => {
        const row = rowOf(api, id);
        return reply(
          200,
          typesOf(row).map((typeId) => show(api, row, typeId)),
        );
      },
    },
    {
      method: 'POST',
      path,
      entity: owner,
      right: 'edit',
      handle: (api, [id = 0]) => {
        const row = rowOf(api, id);
        const given = readObject(api.call)['type'] as { id?: unknown } | undefined;
        const typeId = Number(given?.id);
        if (!api.tenant.database.row(type, typeId)) throw notFound(type, String(given?.id));
        if (typesOf(row).includes(typeId)) throw refuse(400, 'ObjectExists', `${type} ${typeId} is associated already.`);
        save(api, row, [...typesOf(row), typeId]);
        return reply(201, show(api, row, typeId));
      },
    },
    {
      method: 'DELETE',
      path: `${path}/{}`,
      entity: owner,
      right: 'edit',
      handle: (api, [id = 0, typeId = 0]) => {
        const row = rowOf(api, id);
        if (!typesOf(row).includes(typeId)) throw notFound(type, typeId);
        save(
          api,
          row,
          typesOf(row).filter((one) => one !== typeId),
        );
        return NO_CONTENT;
      },
    },
  ];
}
