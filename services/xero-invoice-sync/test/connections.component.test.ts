import { afterEach, describe, expect, it } from '@jest/globals';
import { Outcome, Severity } from '@psa-bridge/contracts';
import { openCollections } from '../src/collections.ts';
import { startConnectingApp, type ConnectingApp } from './connecting-app.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let running: ConnectingApp | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
async function start(): Promise<ConnectingApp> {
  running = await startConnectingApp();
  return running;
}

interface Shown {
  id: string;
  state: string;
  standing: string;
  organisation: { id: string; name: string };
  takes: string[];
}

/** So often renewed, and the last answer is stored. */
async function expectRenewed(app: ConnectingApp, times: number): Promise<void> {
  expect(renewals(app)).toBe(times);
  const [consent] = await openCollections(app.store).consents.acrossTenants('test').find({});
  expect(consent?.renewingSince).toBeUndefined();
}

async function shown({ call }: ConnectingApp): Promise<readonly Shown[]> {
  return ((await call('GET', '')).body as { items: Shown[] }).items;
}

const connectedAtXero = ({ simulator }: ConnectingApp) => simulator.control.state({}).connections;
const renewals = ({ simulator }: ConnectingApp) => simulator.control.state({}).tokensIssued['refresh_token'] ?? 0;

describe('connecting an organisation of Xero by a consent', () => {
  it('ends with the organisation that was chosen, and shows no secret anywhere', async () => {
    const app = await start();
    const { attempt, answer } = await app.consent();

    const finished = await app.call('POST', '/finish', { body: { attempt, answer } });

    const [organisationId] = app.simulator.tenantIds();
    expect(finished).toMatchObject({
      status: 201,
      body: { items: [{ state: 'connected', standing: 'good', kind: 'consent', organisation: { id: organisationId } }] },
    });
    const [consent] = await openCollections(app.store).consents.acrossTenants('test').find({});
    expect(consent?.sealedRefresh).toMatch(/^v1\.demo\./);
    expect(JSON.stringify([finished.body, await shown(app)])).not.toMatch(/sealed|token|secret/i);
  });

  it('offers each of several organisations, and uses the one that a person says is meant', async () => {
    const app = await start();
    app.simulator.control.setConsent({ organisations: [0, 1] });
    await app.connect();
    const [first, second] = await shown(app);
    expect([first?.state, second?.state]).toEqual(['offered', 'offered']);

    await app.call('POST', `/${first?.id}/use`);
    const routed = await app.call('PUT', `/${first?.id}/takes`, { body: { takes: ['North'] } });

    expect(routed).toMatchObject({
      status: 200,
      body: { items: [{ state: 'connected', takes: ['North'] }, { state: 'offered' }] },
    });
  });

  it('is the same connection when it is connected again, and keeps its rule', async () => {
    const app = await start();
    await app.connect();
    const [before] = await shown(app);
    await app.call('PUT', `/${before?.id}/takes`, { body: { takes: ['North'] } });

    await app.connect();

    expect(await shown(app)).toMatchObject([{ id: before?.id, takes: ['North'], state: 'connected' }]);
  });

  it('is taken once, from the browser that began it, within ten minutes, and by its own tenant alone', async () => {
    const app = await start();
    const stolen = await app.consent();
    const finish = (attempt: string, answer: string, as = 'manager') =>
      app.call('POST', '/finish', { as, body: { attempt, answer } });
    const invalid = { status: 400, body: { code: 'xero_attempt_invalid' } };
    expect(await finish(stolen.attempt, stolen.answer, 'other')).toMatchObject(invalid);
    expect(await finish(`${stolen.attempt.slice(1)}x`, stolen.answer)).toMatchObject(invalid);

    const twice = await app.consent();
    expect(await finish(twice.attempt, twice.answer)).toMatchObject({ status: 201 });
    expect(await finish(twice.attempt, twice.answer)).toMatchObject(invalid);

    const late = await app.consent();
    await app.clock.leap(11 * MINUTE);
    expect(await finish(late.attempt, late.answer)).toMatchObject(invalid);
  });

  it('says in words what the person or Xero refused', async () => {
    const app = await start();
    app.simulator.control.setConsent({ isGranted: false });
    expect(await app.connect()).toMatchObject({ status: 409, body: { code: 'xero_consent_refused' } });

    app.simulator.control.setConsent({ isGranted: true, organisations: [] });
    expect(await app.connect()).toMatchObject({ status: 409, body: { code: 'xero_no_organisation' } });
    expect(await app.call('POST', '/begin', { as: 'viewer', body: { integrationId: 'a' } })).toMatchObject({ status: 403 });
  });
});

describe('a custom connection', () => {
  it('takes its own client id and secret, and refuses wrong ones without keeping anything', async () => {
    const app = await start();
    const { customClientId: clientId, customClientSecret: clientSecret } = app.simulator.credentials;
    const body = { integrationId: 'autotask-1', clientId, clientSecret };

    const refused = await app.call('POST', '/custom', { body: { ...body, clientSecret: 'wrong' } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'xero_credentials' } });
    expect(await shown(app)).toEqual([]);

    expect(await app.call('POST', '/custom', { body })).toMatchObject({
      ...{ status: 201, body: { items: [{ kind: 'custom', state: 'connected', standing: 'good' }] } },
    });
  });
});

describe('disconnecting', () => {
  it('ends the connection at Xero too, and the consent with the last of its organisations', async () => {
    const app = await start();
    app.simulator.control.setConsent({ organisations: [0, 1] });
    await app.connect();
    const [first, second] = await shown(app);
    const { consents } = openCollections(app.store);
    const left = () => consents.acrossTenants('test').count({});

    expect(await app.call('DELETE', `/${first?.id}`)).toMatchObject({ status: 204 });
    expect(connectedAtXero(app)).toEqual([1]);
    expect(await left()).toBe(1);

    expect(await app.call('DELETE', `/${second?.id}`)).toMatchObject({ status: 204 });
    expect(connectedAtXero(app)).toEqual([]);
    expect(await left()).toBe(0);
    expect(await app.call('DELETE', `/${second?.id}`)).toMatchObject({ status: 404 });
  });

  it('stays where Xero does not answer, and works where a person had ended it there', async () => {
    const app = await start();
    await app.connect();
    const [connection] = await shown(app);
    app.simulator.control.addErrorFault({ match: { entity: 'Connections' }, shape: 'organisationOffline' });
    expect(await app.call('DELETE', `/${connection?.id}`)).toMatchObject({ status: 503 });
    expect(await shown(app)).toMatchObject([{ state: 'connected' }]);

    app.simulator.control.disconnect({ organisation: 0 });
    expect(await app.call('DELETE', `/${connection?.id}`)).toMatchObject({ status: 204 });
  });
});

describe('a consent', () => {
  it('CNX-1: is renewed before it could end, and stays good for as long as the service runs', async () => {
    const app = await start();
    await app.connect();

    for (let week = 1; week <= 10; week += 1) await app.later(7 * DAY, () => expectRenewed(app, week));

    expect(await shown(app)).toMatchObject([{ standing: 'good' }]);
  });

  it('CNX-1: outlives a renewal whose answer was lost, because it is asked for again within its grace', async () => {
    const app = await start();
    app.simulator.control.setSwitches({ graceEndsSuccessor: true });
    await app.connect();
    app.simulator.control.addFault({ match: { entity: 'token' }, action: { kind: 'resetAfterCommit' } });

    await app.later(7 * DAY, () => expect(renewals(app)).toBe(1));
    await app.later(MINUTE, () => expectRenewed(app, 2));
    await app.later(7 * DAY, () => expectRenewed(app, 3));

    expect(await shown(app)).toMatchObject([{ standing: 'good' }]);
  });

  it('CNX-1: whose renewal was lost for longer than its grace has ended, and says how to connect again', async () => {
    const app = await start();
    app.simulator.control.setSwitches({ graceEndsSuccessor: true });
    await app.connect();
    app.simulator.control.addFault({ match: { entity: 'token' }, action: { kind: 'resetAfterCommit' } });
    await app.later(7 * DAY, () => expect(renewals(app)).toBe(1));
    app.simulator.control.addErrorFault({ match: { entity: 'token' }, shape: 'organisationOffline', times: null });
    await app.later(31 * MINUTE, () => undefined);
    app.simulator.control.clearFaults({});

    await app.later(MINUTE, async () => expect(await shown(app)).toMatchObject([{ standing: 'lapsed' }]));
    await app.later(MINUTE, async () => expect((await app.results()).at(-1)?.failure?.code).toBe('xero_reconnect'));
  });

  it('CNX-1, XI-06: of a paused engine is renewed every week too, or a pause would end it; nothing else is asked of Xero', async () => {
    const app = await start();
    await app.connect();
    const [connection] = await shown(app);
    const engine = `/${connection?.id}/engine`;
    const { engines } = openCollections(app.store);
    expect(await app.call('POST', `${engine}/pause`)).toMatchObject({ status: 200, body: { state: 'paused' } });
    const asked = () => {
      const { token: _token, ...others } = app.simulator.control.counters({}).calls;
      return others;
    };
    const before = asked();

    for (let week = 1; week <= 10; week += 1) await app.later(7 * DAY, () => expectRenewed(app, week));

    expect(asked()).toEqual(before);
    expect(await shown(app)).toMatchObject([{ standing: 'good' }]);
    expect((await engines.acrossTenants('test').find({}))[0]?.isActive ?? false).toBe(false);
  });

  it('CNX-1: that nobody could renew warns before it ends, then says how to connect again, and the issue clears once that is done', async () => {
    const app = await start();
    await app.connect();
    const name = (await shown(app))[0]?.organisation.name ?? '';
    const toldOf = async () =>
      (await app.results()).map(({ outcome, severity, failure }) => [outcome, severity, failure?.code ?? '']);
    const good = [Outcome.SUCCEEDED, Severity.UNSPECIFIED, ''];
    await app.later(MINUTE, async () => expect(await toldOf()).toEqual([good]));
    app.simulator.control.addErrorFault({ match: { entity: 'token' }, shape: 'organisationOffline', times: null });

    const warned = [Outcome.FAILED, Severity.WARNING, 'xero_connection_lapses'];
    await app.later(46 * DAY, async () => expect(await toldOf()).toEqual([good, warned]));
    expect(await shown(app)).toMatchObject([{ standing: 'lapsing', endsOn: '2027-01-01' }]);

    const over = [Outcome.FAILED, Severity.UNSPECIFIED, 'xero_reconnect'];
    await app.later(20 * DAY, async () => expect(await toldOf()).toEqual([good, warned, over]));
    expect((await app.results()).at(-1)?.failure?.remedy).toContain(`Connect ${name} again under Xero > Connection.`);

    app.simulator.control.clearFaults({});
    await app.connect();
    await app.later(MINUTE, async () => expect(await toldOf()).toEqual([good, warned, over, good]));
  });

  it('CNX-1: that Xero takes no more is told at once, and nothing is asked with it again', async () => {
    const app = await start();
    await app.connect();
    app.simulator.control.endTokens({ alsoRefresh: true });

    await app.later(7 * DAY, async () => expect(await shown(app)).toMatchObject([{ standing: 'lapsed' }]));
    await app.later(MINUTE, async () => expect((await app.results()).at(-1)?.failure?.code).toBe('xero_reconnect'));
    const asked = app.simulator.control.counters({}).calls['token'];
    await app.later(7 * DAY, () => expect(app.simulator.control.counters({}).calls['token']).toEqual(asked));
  });
});
