import { systemClock } from '@psa-bridge/core';
import { createInstruments, type Instruments } from '../http/instruments.ts';
import { createIdempotencyKeys, type IdempotencyKeys } from './api/idempotency.ts';
import { createLimits, STARTER, type Limits } from './api/limits.ts';
import { createGrants, type Grants } from './auth/grants.ts';
import type { Platform } from './platform.ts';
import { seedBooks } from './seed/seed-books.ts';
import { seedSchema, type Seed } from './seed/seed-options.ts';
import { DEMO_APP, DEMO_CREDENTIALS, type XeroSimulatorOptions } from './simulator-options.ts';
import type { Book } from './store/book.ts';
import { switchesSchema } from './switches.ts';
import { createWebhooks, type Webhooks } from './webhooks/webhooks.ts';
import type { Change } from './write/writing.ts';

/** The parts of a running simulator, as the API and the control operations use them. */
export interface Simulation extends Instruments {
  platform: Platform;
  grants: Grants;
  limits: Limits;
  keys: IdempotencyKeys;
  webhooks: Webhooks;
  /** Counts what the API has written, and tells of it. */
  onWritten(book: Book, changes: readonly Change[]): void;
  /** Back to the state of the start, with this much data. */
  reset(seed: Seed | undefined): void;
}

const LIVES = { accessSeconds: 1_800, refreshDays: 60, graceMinutes: 30 };

export function createSimulation(options: XeroSimulatorOptions, origin: () => string): Simulation {
  const { clock = systemClock, timeScale = 1 } = options;
  const stateOf = (seed: Seed | undefined) => initialState(options, seed ?? seedSchema.parse(options.seed ?? {}));
  const platform: Platform = { clock, ...stateOf(undefined) };
  const instruments = createInstruments(clock, options.latency);
  const { scheduler, counter } = instruments;
  const grants = createGrants(clock, { ...LIVES, ...options.tokenLives });
  const limits = createLimits(clock, { sizes: { ...STARTER, ...options.limits }, timeScale });
  const keys = createIdempotencyKeys(clock, timeScale, () => platform.switches);
  const isConnected = ({ index }: Book): boolean =>
    platform.connections.some(({ organisation }) => organisation === index) ||
    (index === 0 && (grants.counts()['client_credentials'] ?? 0) > 0);
  const webhooks = createWebhooks({ platform, scheduler, timeScale, isConnected, origin });

  return {
    ...instruments,
    platform,
    grants,
    limits,
    keys,
    webhooks,
    onWritten(book, changes) {
      for (const { entity, action } of changes) counter.write(entity, action);
      webhooks.onWritten(book, changes);
    },
    reset(seed) {
      instruments.clear();
      Object.assign(platform, stateOf(seed));
      for (const part of [grants, limits, keys, webhooks]) part.reset();
    },
  };
}

/** What a reset goes back to. */
function initialState({ clock = systemClock, switches = {}, credentials = {}, app = {} }: XeroSimulatorOptions, seed: Seed) {
  const set = switchesSchema.parse(switches);
  return {
    books: seedBooks(seed, { clock, switches: set }),
    switches: set,
    credentials: { ...DEMO_CREDENTIALS, ...credentials },
    app: { ...DEMO_APP, ...app },
    consent: { isGranted: true, organisations: [0] },
    connections: [] as Platform['connections'],
  };
}
