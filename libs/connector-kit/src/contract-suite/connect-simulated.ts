import { afterEach } from '@jest/globals';
import { systemClock, type Clock } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import type { Logger } from '@psa-bridge/observability';
import type { z } from 'zod';
import type { ConnectorDefinition } from '../define-connector.ts';
import { connectedConnector, type ConnectedConnector } from './connected-connector.ts';
import { createConnectorHarness, STANDSTILL_MS } from './connector-harness.ts';
import { hurried } from './hurried.ts';

/** A connector and the simulated PSA that it talks to. */
export interface SimulatedPsa<Credentials extends z.ZodRawShape, Settings extends z.ZodRawShape, Session> {
  definition: ConnectorDefinition<Credentials, Settings, Session>;
  http: HttpClient;
  /** Everything of the PSA ends. */
  close(): Promise<void>;
}

/** How the connector is connected. */
export interface ConnectionOptions {
  settings?: Readonly<Record<string, unknown>>;
  /** Where the PSA delivers what its webhooks tell. */
  publicUrl?: string;
  /** The connector's, where it is not the machine's. */
  ownClock?: Clock;
  logger?: Logger;
  /** How long a call may take, for tests of answers that never come. Else longer than a busy machine stands still. */
  callTimeoutMs?: number;
}

/** The whole connector, connected to a simulated PSA, on memory adapters and in real time; closing it ends the PSA too. */
export async function connectSimulated<
  Credentials extends z.ZodRawShape,
  Settings extends z.ZodRawShape,
  Session,
  Simulated extends SimulatedPsa<Credentials, Settings, Session>,
>(
  simulated: Simulated & SimulatedPsa<Credentials, Settings, Session>,
  credentials: Readonly<Record<string, string>>,
  { settings = {}, publicUrl, ownClock = systemClock, logger, callTimeoutMs = STANDSTILL_MS }: ConnectionOptions,
): Promise<Simulated & ConnectedConnector> {
  const harness = createConnectorHarness({
    ...{ definition: hurried(simulated.definition), http: simulated.http, clock: ownClock },
    timings: { pollMs: 50, leaseMs: STANDSTILL_MS, callTimeoutMs },
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(logger === undefined ? {} : { logger }),
  });
  const close = async (): Promise<void> => {
    await harness.stop();
    await simulated.close();
  };
  try {
    await harness.start();
    const integration = await harness.connect(credentials, settings);
    return { ...simulated, ...connectedConnector(harness, integration), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opens within a test, and takes everything apart after it. */
export function forOneTest<Options, Opened extends { close(): Promise<void> }>(
  open: (options?: Options) => Promise<Opened>,
): (options?: Options) => Promise<Opened> {
  let opened: Opened | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });
  return async (options) => (opened = await open(options));
}
