import { HaloAgent } from '../client/types.ts';
import type { HaloSession } from '../session.ts';

/** In default data, the agent whom nothing is assigned to (halopsa.md section 4). */
const UNASSIGNED = 1;

/** Agents who may own something: neither those of applications nor the one that stands for nobody. */
export async function readAgents({ client }: Pick<HaloSession, 'client'>): Promise<readonly HaloAgent[]> {
  const query = { includedisabled: true, includeinactive: true, includeapiagents: false };
  const agents = await client.list('Agent', query, HaloAgent);
  return agents.filter((agent) => agent.isapiagent !== true && !isNobody(agent));
}

function isNobody({ id, name, email }: HaloAgent): boolean {
  return id === UNASSIGNED && !email && /unassigned/i.test(name ?? '');
}
