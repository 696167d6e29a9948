import { emptyAnswer, jsonAnswer, type HttpAnswer, type HttpCall } from '../../http/exchange.ts';
import type { Tenant } from '../tenant.ts';

/** The refusal of connectwise.md 3 and 8; undefined for a call that may go on. */
export function refuseStranger(tenant: Tenant, { headers }: HttpCall): HttpAnswer | undefined {
  const { credentials, switches, database, apiMember } = tenant;
  const user = readBasic(headers['authorization']);
  if (!user) return unauthorized('Unauthorized', 'Authorization has been denied for this request.');
  if (user.companyId.toLowerCase() !== credentials.companyId.toLowerCase())
    return switches.unknownCompanyStatus === 404 ? emptyAnswer(404) : unauthorized('Unauthorized', WRONG_KEYS);
  if (user.publicKey !== credentials.publicKey || user.privateKey !== credentials.privateKey)
    return unauthorized('Unauthorized', WRONG_KEYS);
  if (database.row('Api Member', apiMember.id)?.values['inactiveFlag'] === true)
    return switches.inactiveMemberStatus === 404 ? emptyAnswer(404) : unauthorized('Unauthorized', WRONG_KEYS);
  if (headers['clientid']?.toLowerCase() === credentials.clientId.toLowerCase()) return undefined;
  return jsonAnswer(switches.clientIdStatus, { code: 'ConnectWiseApi', message: 'UserNotAuthenticated', errors: null });
}

const WRONG_KEYS = 'Incorrect public/private key';

function unauthorized(code: string, message: string): HttpAnswer {
  return jsonAnswer(401, { code, message, errors: null });
}

interface BasicUser {
  companyId: string;
  publicKey: string;
  privateKey: string;
}

/** `Basic base64("{companyId}+{publicKey}:{privateKey}")`. */
function readBasic(header: string | undefined): BasicUser | undefined {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(header ?? '') ?? [];
  const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const [, companyId = '', publicKey = '', privateKey = ''] = /^([^+]*)\+([^:]*):(.*)$/s.exec(text) ?? [];
  return companyId === '' ? undefined : { companyId, publicKey, privateKey };
}
