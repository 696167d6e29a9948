import type { PeoplePart, PsaPerson } from '@psa-bridge/connector-kit';
import type { HaloAgent } from '../client/types.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { readAgents } from './agents.ts';

/**
 * Agents as people who may be users here (halopsa.md section 6, Agent): matched by their id, else by their e-mail address. Whom
 * no user matches stays out, for an agent's licence says nothing of a place in sales.
 */
export const haloPeople: PeoplePart<HaloSession, HaloSettings> = {
  label: 'People',
  whenUnmatched: 'leave',
  page: async ({ session }) => ({ people: (await readAgents(session)).map(toPerson) }),
};

function toPerson(row: HaloAgent): PsaPerson {
  const [first = '', ...rest] = (row.name ?? '').trim().split(/\s+/);
  const email = row.email?.trim() ?? '';
  return {
    externalId: String(row.id),
    firstName: row.firstname?.trim() || first,
    lastName: row.surname?.trim() || rest.join(' '),
    emails: email === '' ? [] : [email],
    licence: 'Agent',
    isActive: row.isdisabled !== true && row.inactive !== true,
  };
}
