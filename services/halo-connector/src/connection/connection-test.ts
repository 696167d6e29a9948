import type { ConnectionCheck, ConnectionReport } from '@psa-bridge/connector-kit';
import { isAppError } from '@psa-bridge/core';
import { z } from 'zod';
import { missingScopes, NEEDED_SCOPES } from '../client/scopes.ts';
import { HaloAgent, SavedRow } from '../client/types.ts';
import { flag } from '../client/wire-fields.ts';
import type { HaloSession } from '../session.ts';
import { NEEDED_RIGHTS, type NeededRight } from './needed-rights.ts';
import { ownClient } from './own-client.ts';

const APPLICATIONS = 'In HaloPSA, in Configuration > Integrations > HaloPSA API > View Applications,';

/**
 * Tests a connection (HP-01 to HP-03): the application by its token, each scope, the agent that it runs as, each list that its
 * role has to show, and what has to be set up besides, each as a check of its own.
 *
 * Which quotation automations stand in the way is not told by any call: they are kept from our writes instead.
 */
export async function testHaloConnection(session: HaloSession): Promise<ConnectionReport> {
  const { tenant } = await session.authority();
  const { host } = new URL(session.host);
  const name = tenant ?? host;
  const granted = await grantedScopes(session);
  const scopes = scopeChecks(granted);
  const accepted = { name: 'credentials', ok: true, message: 'HaloPSA accepts the id and the secret of the application.' };
  // Without this one nothing can be read, and each list would say so once more.
  const isReadable = scopes.every(({ ok, name: scope }) => ok || scope !== 'scope_all_standard');
  return {
    fingerprint: `tenant:${name.toLowerCase()}@${host}`,
    displayName: name,
    checks: [accepted, ...scopes, ...(isReadable ? await checkTenant(session) : [])],
  };
}

/** None where the application was granted none of those that are needed. */
async function grantedScopes(session: HaloSession): Promise<readonly string[]> {
  try {
    return (await session.token()).scopes;
  } catch (error) {
    if (isAppError(error) && error.code === 'halo_scope_refused') return [];
    throw error;
  }
}

/** HP-02: each missing scope by name. */
function scopeChecks(granted: readonly string[]): readonly ConnectionCheck[] {
  const missing = missingScopes(NEEDED_SCOPES, granted);
  return NEEDED_SCOPES.map((scope): ConnectionCheck => {
    const [title = ''] = scope.names;
    const name = `scope_${title.replace(/\W+/g, '_')}`;
    if (!missing.includes(scope)) return { name, ok: true, message: `The application has the scope ${title}.` };
    return {
      ...{ name, ok: false, message: `The application lacks the scope ${title}.` },
      ...(scope.isOptional ? { isWarning: true } : {}),
      remedy: `${APPLICATIONS} tick ${scope.names.join(' or ')} on the tab Permissions of the application, then test again.`,
    };
  });
}

async function checkTenant(session: HaloSession): Promise<readonly ConnectionCheck[]> {
  const agent = await checkAgent(session);
  // Who logs in as a user is refused everything alike.
  if (!agent.ok && !agent.isWarning) return [agent];
  const rights: ConnectionCheck[] = [];
  for (const right of NEEDED_RIGHTS) rights.push(await checkRight(session, right));
  return [agent, ...rights, await checkStages(session), await checkWebsite(session)];
}

/** HP-01: an API-only agent, by the login type Agent. */
async function checkAgent({ client }: HaloSession): Promise<ConnectionCheck> {
  const name = 'agent';
  const agent = await unlessForbidden(() => client.get('Agent/me', HaloAgent));
  if (agent === undefined)
    return {
      ...{ name, ok: false, message: 'The application does not log in as an agent.' },
      remedy: `${APPLICATIONS} set the login type of the application to Agent and choose an API-only agent, then test again.`,
    };
  const called = agent.name ?? `agent ${agent.id}`;
  if (agent.isapiagent !== false) return { name, ok: true, message: `The application runs as ${called}.` };
  return {
    ...{ name, ok: false, isWarning: true, message: `The application runs as ${called}, who is no API-only agent.` },
    remedy: `${APPLICATIONS} choose an API-only agent with the Administrator role as the agent to log in as, then test again.`,
  };
}

async function checkRight({ client }: HaloSession, { entity, title, isOptional }: NeededRight): Promise<ConnectionCheck> {
  const name = `right_${entity.toLowerCase()}`;
  const page = await unlessForbidden(() => client.page(entity, 1, { page_size: 1 }, SavedRow));
  if (page) return { name, ok: true, message: `${title}: can be read.` };
  return {
    ...{ name, ok: false, message: `${title}: cannot be read.` },
    ...(isOptional ? { isWarning: true } : {}),
    remedy: `In HaloPSA, give the role of the API agent access to ${title}, or make it an Administrator, then test again.`,
  };
}

const Control = z.object({ show_pipeline_stages: flag });

/** HP-03 */
async function checkStages({ client }: HaloSession): Promise<ConnectionCheck> {
  const name = 'pipeline_stages';
  const control = await unlessForbidden(() => client.get('Control', Control));
  if (control?.show_pipeline_stages === true) return { name, ok: true, message: 'Pipeline stages are enabled.' };
  const isOff = control?.show_pipeline_stages === false;
  return {
    ...{ name, ok: false, isWarning: true },
    message: isOff ? 'Pipeline stages are not enabled.' : 'HaloPSA does not tell whether pipeline stages are enabled.',
    remedy: 'In HaloPSA, in Configuration > Sales > General Settings, switch on "Enable Pipeline Stages", then test again.',
  };
}

/** HP-03 */
async function checkWebsite(session: HaloSession): Promise<ConnectionCheck> {
  const name = 'own_website';
  const unmet = { name, ok: false, isWarning: true };
  if (session.website === undefined)
    return {
      ...{ ...unmet, message: "Your own company's website is not known." },
      remedy: 'Enter the website of your own company on the integration page, as it stands on your client in HaloPSA.',
    };
  const own = await ownClient(session);
  if (own) return { name, ok: true, message: `Your own client in HaloPSA is ${own.name ?? own.id}.` };
  return {
    ...{ ...unmet, message: `No client in HaloPSA has the website ${session.website}.` },
    remedy: 'Enter the website of your own company on your client in HaloPSA, and the same one on the integration page.',
  };
}

async function unlessForbidden<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isAppError(error) && ['psa_forbidden', 'psa_not_found'].includes(error.code)) return undefined;
    throw error;
  }
}
