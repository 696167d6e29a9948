import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedHalo, type ConnectionOptions } from './connected-halo.ts';

interface Check {
  name: string;
  ok: boolean;
  isWarning?: boolean;
  message: string;
  remedy?: string;
}

const connect = connectedForOneTest();
const PERMISSIONS = 'In HaloPSA, in Configuration > Integrations > HaloPSA API > View Applications,';

async function tested({ harness, integration }: ConnectedHalo): Promise<{ state: string; failed: readonly Check[] }> {
  const answer = (await harness.call('POST', '/{id}/test', { params: { id: integration._id } })) as {
    integration: { state: string; checks: readonly Check[] };
  };
  const { state, checks } = answer.integration;
  return { state, failed: checks.filter(({ ok }) => !ok) };
}

/** As after a change of the application: the token that is out is that of before. */
async function withScopes(scopes: readonly string[], options: ConnectionOptions = {}) {
  const connected = await connect(options);
  connected.simulator.control.setAccess({ scopes: [...scopes] });
  connected.simulator.control.revokeTokens({});
  return tested(connected);
}

describe('the connection test', () => {
  it('HP-01, HP-02, HP-03: finds nothing to say where all is set up', async () => {
    expect(await tested(await connect())).toEqual({ state: 'connected', failed: [] });
  });

  it.each(['invalid_scope', 'dropped'] as const)(
    'HP-02: names each missing scope by itself, whether HaloPSA refuses such a token or passes the scope over (%s)',
    async (ungrantedScope) => {
      const { state, failed } = await withScopes(['all:standard'], { switches: { ungrantedScope } });

      expect(state).toBe('connecting');
      expect(failed).toEqual([
        {
          ...{ name: 'scope_admin_webhooks', ok: false, message: 'The application lacks the scope admin:webhooks.' },
          remedy: `${PERMISSIONS} tick admin:webhooks on the tab Permissions of the application, then test again.`,
        },
        {
          ...{ name: 'scope_all_teams', ok: false, isWarning: true, message: 'The application lacks the scope all:teams.' },
          remedy: `${PERMISSIONS} tick all:teams or allteams on the tab Permissions of the application, then test again.`,
        },
      ]);
    },
  );

  it('HP-02: names all of them where the application has none, and nothing besides', async () => {
    const { state, failed } = await withScopes(['read:kb']);

    expect(state).toBe('connecting');
    expect(failed.map(({ name }) => name)).toEqual(['scope_all_standard', 'scope_admin_webhooks', 'scope_all_teams']);
  });

  it.each(['all:teams', 'allteams'] as const)('HP-02: takes the scope for all teams by the name %s', async (teamScope) => {
    const { failed } = await withScopes(['all:standard', 'admin:webhooks', teamScope], { switches: { teamScope } });

    expect(failed).toEqual([]);
  });

  it('HP-02: is content with the scope that holds all others', async () => {
    expect((await withScopes(['all'])).failed).toEqual([]);
  });

  it('HP-01: says so where the application does not log in as an agent', async () => {
    const connected = await connect();
    connected.simulator.control.setAccess({ loginType: 'user' });

    const { state, failed } = await tested(connected);

    expect(state).toBe('connecting');
    expect(failed).toEqual([expect.objectContaining({ name: 'agent', remedy: expect.stringContaining('login type') })]);
  });

  it('HP-01: warns of an agent who is no API-only one', async () => {
    const connected = await connect();
    const { control, apiAgentId: id } = connected.simulator;
    control.patch({ entity: 'Agent', id, values: { isapiagent: false } });

    expect(await tested(connected)).toMatchObject({
      ...{
        state: 'connected',
        failed: [{ name: 'agent', message: 'The application runs as Quoting API, who is no API-only agent.' }],
      },
    });
  });

  it('HP-01: names the list that the role of the agent does not show', async () => {
    const connected = await connect();
    connected.simulator.control.setAccess({ denied: ['Quotation'] });

    const { state, failed } = await tested(connected);

    expect([state, failed.map(({ message }) => message)]).toEqual(['connecting', ['Quotations: cannot be read.']]);
  });

  it('HP-03: names pipeline stages that are not enabled, with where to enable them', async () => {
    const { state, failed } = await tested(await connect({ switches: { pipelineStages: false } }));

    expect(state).toBe('connected');
    expect(failed).toEqual([
      {
        ...{ name: 'pipeline_stages', ok: false, isWarning: true, message: 'Pipeline stages are not enabled.' },
        remedy: 'In HaloPSA, in Configuration > Sales > General Settings, switch on "Enable Pipeline Stages", then test again.',
      },
    ]);
  });

  it.each([
    ['is empty there', null],
    ['is another one there', 'https://other.example'],
  ])('HP-03: says so where the website of the own client %s', async (_how, website) => {
    const connected = await connect();
    const [own] = connected.simulator.control.list({ entity: 'Client', where: { name: 'Demo MSP' } });
    connected.simulator.control.patch({ entity: 'Client', id: Number(own?.['id']), values: { website } });

    expect((await tested(connected)).failed).toMatchObject([
      { name: 'own_website', isWarning: true, message: 'No client in HaloPSA has the website https://demomsp.example.' },
    ]);
  });

  it('HP-03: takes the website however it is written', async () => {
    const connected = await connect();
    const [own] = connected.simulator.control.list({ entity: 'Client', where: { name: 'Demo MSP' } });
    connected.simulator.control.patch({ entity: 'Client', id: Number(own?.['id']), values: { website: 'WWW.demomsp.example/' } });

    expect((await tested(connected)).failed).toEqual([]);
  });

  it.each([
    ['does not tell of itself', { authInfo: false }],
    ['tells its address with a slash', { authUrlSlash: true }],
    ['wants the tenant', { tenantRequired: true }],
  ])('finds its way where the host %s', async (_how, switches) => {
    expect((await tested(await connect({ switches }))).failed).toEqual([]);
  });
});
