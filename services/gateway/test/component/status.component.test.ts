import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createManualClock, loadConfig, unavailable, type ManualClock } from '@psa-bridge/core';
import { createMemoryBus } from '@psa-bridge/messaging';
import type { DocumentStore } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { admin, person } from '@psa-bridge/http-server/route-suite';
import { baseConfig, createPlatform, createService, PLATFORM_TENANT, serviceBeats } from '@psa-bridge/service-host';
import { captureLogger, eventually } from '@psa-bridge/testing';
import { z } from 'zod';
import { collections } from '../../src/collections.ts';
import { makeReadHistories } from '../../src/usecases/status/read-histories.ts';
import { makeReadStandings } from '../../src/usecases/status/read-standings.ts';
import { makeWatchServices } from '../../src/usecases/status/watch-services.ts';
import { startGateway, type Gateway } from '../gateway-harness.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const { logger } = captureLogger();

/** Services on one store and one clock, and gateways that look after them. */
function platformAt(clock: ManualClock) {
  const store = createMemoryStore({ clock });
  const histories = store.collection(collections.serviceHistories);
  const watches = store.collection(collections.statusWatch);
  const readStandings = makeReadStandings({ beats: store.collection(serviceBeats), histories, watches, clock });
  const readHistories = makeReadHistories({ histories });
  const beats = store.collection(serviceBeats).forTenant(PLATFORM_TENANT);
  const started: Process[] = [];
  let isDatabaseDown = false;
  const live = () => started.filter((one) => one.lives());

  return {
    async stopAll() {
      for (const process of started.splice(0)) await process.stop();
    },
    started: (): readonly Process[] => started,
    /** How many processes are to tell how they are at this moment, and how many do. */
    living: () => (isDatabaseDown ? 0 : live().length),
    beats: () => beats.count({ at: clock.now(), state: { $ne: 'stopped' } }),
    async leap(ms: number) {
      await clock.leap(ms);
    },
    databaseIsDown(isDown: boolean) {
      isDatabaseDown = isDown;
    },
    /** A process of a service, with the database of all; killed, it says nothing any more. */
    async start(name: string) {
      let isKilled = false;
      let isBrokerDown = false;
      const mine = cutOff(store, serviceBeats.name, () => (isKilled || isDatabaseDown ? databaseDown() : undefined));
      const config = loadConfig(z.object(baseConfig), VARIABLES);
      const bus = { ...createMemoryBus({ clock }), isHealthy: () => Promise.resolve(!isBrokerDown) };
      const platform = createPlatform(name, config, { clock, logger, store: mine, bus });
      const service = createService({ platform, routes: [] });
      await service.start();
      let isStopped = false;
      const process: Process = {
        async stop() {
          isStopped = true;
          await service.stop();
        },
        kill: () => void (isKilled = true),
        lives: () => !isKilled && !isStopped,
        brokerIsDown: (isDown) => void (isBrokerDown = isDown),
      };
      started.push(process);
      await eventually(async () => expect(await beats.count({ state: 'ready' })).toBeGreaterThanOrEqual(live().length));
      for (let turn = 0; turn < 5; turn += 1) await clock.advance(0);
      return process;
    },
    gateway({ diesBeforeItNotes = '' } = {}) {
      const dying = cutOff(store, diesBeforeItNotes, () => new Error('killed'));
      const own = {
        histories: dying.collection(collections.serviceHistories),
        watches: dying.collection(collections.statusWatch),
      };
      return makeWatchServices({ readStandings, ...own, leases: store.leases, clock });
    },
    async causes() {
      const standings = await readStandings();
      return Object.fromEntries(standings.map(({ service, judgement }) => [service, judgement.cause]));
    },
    async states() {
      const standings = await readStandings();
      return Object.fromEntries(standings.map(({ service, judgement }) => [service, judgement.state]));
    },
    async replicas(service: string) {
      const standing = (await readStandings()).find((one) => one.service === service);
      return standing?.replicas.map(({ state }) => state);
    },
    /** State, beginning and end within the hour, such as `down 10:02:00 10:07:00`. */
    async told(service: string) {
      const [history] = await readHistories({ service });
      return history?.periods.map(({ state, from, to }) => [state, hour(from), to && hour(to)].filter(Boolean).join(' '));
    },
  };
}

const hour = (at: Date): string => at.toISOString().slice(11, 19);

const VARIABLES = {
  KAFKA_BROKERS: '127.0.0.1:1',
  MONGODB_URI: 'mongodb://127.0.0.1:1',
  HTTP_PORT: '0',
  ADMIN_PORT: '0',
  JWKS_URL: 'http://127.0.0.1:1/.well-known/jwks.json',
};

interface Process {
  stop(): Promise<void>;
  kill(): void;
  lives(): boolean;
  brokerIsDown(isDown: boolean): void;
}

const databaseDown = () => unavailable('database_down', 'The database does not answer.');

/** The store as a process has it that cannot write to one collection while there is a reason. */
function cutOff(store: DocumentStore, name: string, reason: () => Error | undefined): DocumentStore {
  async function unless<Result>(write: () => Promise<Result>): Promise<Result> {
    const why = reason();
    if (why) throw why;
    return write();
  }
  return {
    ...store,
    collection(spec) {
      const inner = store.collection(spec);
      if (spec.name !== name) return inner;
      return {
        ...inner,
        forTenant(tenantId) {
          const whole = inner.forTenant(tenantId);
          const mutate: typeof whole.mutate = (id, change) => unless(() => whole.mutate(id, change));
          return { ...whole, mutate, put: (draft) => unless(() => whole.put(draft)) };
        },
      };
    },
  };
}

describe('the watch over the services', () => {
  let platform: ReturnType<typeof platformAt>;
  let clock: ManualClock;
  let look: () => Promise<void>;
  afterEach(() => platform.stopAll());

  async function begun<const Names extends readonly string[]>(...names: Names) {
    clock = createManualClock('2026-01-05T10:00:00.000Z');
    platform = platformAt(clock);
    const services = [];
    for (const name of names) services.push(await platform.start(name));
    look = platform.gateway();
    await pass(MINUTE_MS);
    return services;
  }

  /** Time passes; every five seconds all that live tell how they are, and then somebody looks. */
  async function pass(ms: number, looking = (): Promise<void> => look()): Promise<void> {
    for (let passed = 0; passed < ms; passed += 5 * SECOND_MS) {
      await clock.advance(5 * SECOND_MS);
      await eventually(async () => expect(await platform.beats()).toBe(platform.living()));
      await looking();
    }
  }
  const unwatched = (ms: number): Promise<void> => pass(ms, () => Promise.resolve());

  it('tells that a service was down from its last sign of life until another process was ready (OP-04)', async () => {
    const [service] = await begun('issues-service');

    service?.kill();
    await pass(5 * MINUTE_MS);
    const whileDown = await platform.states();
    await platform.start('issues-service');
    await pass(MINUTE_MS);

    expect(whileDown).toEqual({ 'issues-service': 'down' });
    expect(await platform.told('issues-service')).toEqual(['up 10:00:05 10:01:00', 'down 10:01:00 10:06:05', 'up 10:06:05']);
  });

  it('tells the processes of a service apart: one that vanished is told as such until another takes its place (OP-04)', async () => {
    const [first] = await begun('issues-service', 'issues-service');

    first?.kill();
    await pass(MINUTE_MS);
    const missing = [await platform.states(), await platform.replicas('issues-service')];
    await platform.start('issues-service');
    await pass(MINUTE_MS);

    expect(missing).toEqual([{ 'issues-service': 'degraded' }, ['vanished', 'ready']]);
    expect([await platform.states(), await platform.replicas('issues-service')]).toEqual([
      { 'issues-service': 'up' },
      ['vanished', 'ready', 'ready'],
    ]);
    expect(await platform.told('issues-service')).toEqual(['up 10:00:05 10:01:00', 'degraded 10:01:00 10:02:05', 'up 10:02:05']);
  });

  it('takes a process that was stopped in order for no loss while another is ready, and the last one for the end (OP-04)', async () => {
    const [first, second] = await begun('issues-service', 'issues-service');

    await first?.stop();
    await pass(MINUTE_MS);
    const withOne = await platform.states();
    await second?.stop();
    await pass(MINUTE_MS);

    expect(withOne).toEqual({ 'issues-service': 'up' });
    expect(await platform.causes()).toEqual({ 'issues-service': 'it was stopped' });
    expect(await platform.told('issues-service')).toEqual(['up 10:00:05 10:02:00', 'down 10:02:00']);
  });

  it('says why a service is not ready, and that one of several is not (OP-04)', async () => {
    const [one] = await begun('issues-service', 'gateway', 'gateway');
    const [, other] = platform.started();

    one?.brokerIsDown(true);
    other?.brokerIsDown(true);
    await pass(10 * SECOND_MS);
    const troubled = [await platform.states(), await platform.causes()];
    one?.brokerIsDown(false);
    other?.brokerIsDown(false);
    await pass(10 * SECOND_MS);

    expect(troubled).toEqual([
      { 'issues-service': 'down', gateway: 'degraded' },
      { 'issues-service': 'the broker does not answer', gateway: 'one process is not ready: the broker does not answer' },
    ]);
    expect(await platform.states()).toEqual({ 'issues-service': 'up', gateway: 'up' });
  });

  it('says what it does not know: while nobody watched the gateway was down, and of the others nobody knows (OP-04)', async () => {
    const [gateway] = await begun('gateway', 'issues-service');

    gateway?.kill();
    await unwatched(2 * MINUTE_MS);
    await platform.start('gateway');
    look = platform.gateway();
    await pass(MINUTE_MS);

    expect(await platform.told('gateway')).toEqual(['up 10:00:05 10:01:00', 'down 10:01:00 10:03:05', 'up 10:03:05']);
    expect(await platform.told('issues-service')).toEqual(['up 10:00:05 10:01:00', 'unknown 10:01:00 10:03:05', 'up 10:03:05']);
  });

  it('tells a gap once, though the one who noted it was killed half-way (OP-04)', async () => {
    await begun('gateway', 'issues-service');
    await unwatched(2 * MINUTE_MS);

    const killed = platform.gateway({ diesBeforeItNotes: collections.statusWatch.name });
    await expect(killed()).rejects.toThrow('killed');
    look = platform.gateway();
    await pass(MINUTE_MS);

    expect(await platform.told('issues-service')).toEqual(['up 10:00:05 10:01:00', 'unknown 10:01:00 10:03:00', 'up 10:03:00']);
  });

  it('does not take services for dead because the database was away (OP-04)', async () => {
    await begun('issues-service', 'gateway');

    platform.databaseIsDown(true);
    await unwatched(2 * MINUTE_MS);
    await look();
    const atOnce = await platform.states();
    platform.databaseIsDown(false);
    await pass(MINUTE_MS);

    expect(atOnce).toEqual({ 'issues-service': 'unknown', gateway: 'unknown' });
    expect(await platform.told('issues-service')).toEqual(['up 10:00:05 10:01:00', 'unknown 10:01:00 10:03:05', 'up 10:03:05']);
  });

  it('is kept by one replica of the gateway at a time, and by another when that one is gone (OP-04)', async () => {
    const [service] = await begun('issues-service');
    const other = platform.gateway();

    service?.kill();
    await pass(30 * SECOND_MS, async () => {
      await look();
      await other();
    });
    await platform.start('issues-service');
    await pass(MINUTE_MS, other);

    expect(await platform.told('issues-service')).toEqual(['up 10:00:05 10:01:00', 'down 10:01:00 10:01:45', 'up 10:01:45']);
  });

  it('forgets a service that was down for a month: it was taken out (OP-04)', async () => {
    const [service] = await begun('issues-service', 'gateway');

    await service?.stop();
    await pass(10 * SECOND_MS);
    await platform.leap(31 * 24 * 60 * MINUTE_MS);
    await pass(MINUTE_MS);

    expect(Object.keys(await platform.states())).toEqual(['gateway']);
  });
});

describe('the status over HTTP', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  interface ServiceView {
    name: string;
    state: string;
    replicas: { name?: string; state: string }[];
    api: { requests: number };
    queues: { topic: string }[];
  }
  async function statusFor(caller = admin('us')): Promise<ServiceView | undefined> {
    const { body } = await gateway.call('GET', '/v1/status', { as: caller });
    return (body['services'] as ServiceView[]).find(({ name }) => name === 'gateway');
  }

  it('shows each service with its processes, whose names are for admins alone (OP-04)', async () => {
    const forAdmin = await eventually(async () => {
      const found = await statusFor();
      expect(found).toMatchObject({ state: 'up', replicas: [{ state: 'ready' }] });
      return found;
    });
    const forOthers = await statusFor(person('us', []));

    expect(forAdmin?.replicas[0]?.name).toMatch(/./);
    expect(forOthers?.replicas).toMatchObject([{ state: 'ready' }]);
    expect(forOthers?.replicas[0]).not.toHaveProperty('name');
  });

  it('shows response times, error rate and what waits in each queue as JSON (OP-05)', async () => {
    const found = await eventually(
      async () => {
        const view = await statusFor();
        expect(view?.api.requests).toBeGreaterThan(0);
        return view;
      },
      { timeoutMs: 60_000 },
    );

    expect(found?.api).toMatchObject({ failures: 0, errorRate: 0, meanSeconds: expect.any(Number) });
    expect(found?.queues).toContainEqual(
      expect.objectContaining({ topic: 'psa.integrations.v1', waiting: 0, oldestSeconds: 0, handled: expect.any(Number) }),
    );
  });

  it('shows the history of one service from a time on (OP-04)', async () => {
    const history = await eventually(async () => {
      const { body } = await gateway.call('GET', '/v1/status/history?service=gateway', { as: person('us', []) });
      expect(body['items']).not.toEqual([]);
      return body['items'] as { service: string; periods: { state: string; from: string }[] }[];
    });
    const none = await gateway.call('GET', '/v1/status/history?service=nobody', { as: person('us', []) });
    const wrong = await gateway.call('GET', '/v1/status/history?since=yesterday', { as: person('us', []) });

    expect(history.map(({ service, periods }) => [service, periods.at(-1)?.state])).toEqual([['gateway', 'up']]);
    expect([none.status, none.body['items']]).toEqual([200, []]);
    expect([wrong.status, wrong.body['problems']]).toMatchObject([400, [{ field: 'query.since' }]]);
  });
});
