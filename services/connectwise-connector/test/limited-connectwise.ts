import { afterEach } from '@jest/globals';
import {
  clockThatWaitsFor,
  createConnectorHarness,
  TENANT,
  type ConnectorHarness,
} from '@psa-bridge/connector-kit/contract-suite';
import type { ManualClock } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import type { RecordInput } from '@psa-bridge/records';
import { simulateConnectWise, type SimulatedConnectWise, type SimulationOptions } from './simulated-connectwise.ts';

/** A call to ConnectWise and when it was made. */
export interface SeenCall {
  method: string;
  path: string;
  body: unknown;
  status: number;
  atMs: number;
}

/** The connector with the product's true waits, on a clock that is driven, before a simulated ConnectWise. */
export interface LimitedConnectWise extends SimulatedConnectWise {
  clock: ManualClock;
  harness: ConnectorHarness;
  integration: Awaited<ReturnType<ConnectorHarness['connect']>>;
  calls: readonly SeenCall[];
  /** From now on every second call is refused for the limit. */
  limitEverySecondCall(): void;
  /** Made by a person, with its push. */
  company(name: string): Promise<string>;
  externalId(type: 'company' | 'contact', id: string): Promise<string | undefined>;
}

const FIRST_WAIT_MS = 5_000;
const opened: { stop(): Promise<void> }[] = [];

export function closedAfterEach(): void {
  afterEach(async () => {
    for (const { stop } of opened.splice(0).reverse()) await stop();
  });
}

export async function limitedConnectWise(options: SimulationOptions = {}): Promise<LimitedConnectWise> {
  const simulated = await simulateConnectWise({ ...options, limitWaitMs: FIRST_WAIT_MS });
  opened.push({ stop: () => simulated.close() });
  const underWay = new Set<Promise<unknown>>();
  const clock = clockThatWaitsFor(underWay);
  const calls: SeenCall[] = [];
  let isLimited = false;
  const http: Pick<HttpClient, 'request'> = {
    request(request) {
      const atMs = clock.now().getTime();
      const sent = simulated.http.request(request).then((response) => {
        const body = typeof request.body === 'string' ? (JSON.parse(request.body) as unknown) : undefined;
        const { pathname: path } = new URL(request.url);
        calls.push({ method: request.method, path, body, status: response.status, atMs });
        if (isLimited && response.status < 300) simulated.simulator.control.addFault(LIMIT_REACHED);
        return response;
      });
      underWay.add(sent);
      sent.then(
        () => underWay.delete(sent),
        () => underWay.delete(sent),
      );
      return sent;
    },
  };
  const harness = createConnectorHarness({ definition: simulated.definition, http, clock });
  opened.push(harness);
  await harness.start();
  const integration = await harness.connect(simulated.credentials);
  calls.length = 0;
  return {
    ...{ ...simulated, clock, harness, integration, calls },
    limitEverySecondCall: () => void (isLimited = true),
    company: async (name) => (await harness.save('company', companyNamed(name), integration)).id,
    externalId: async (type, id) => (await harness.records.forTenant(TENANT).get(type, id))?.external[integration._id]?.id,
  };
}

export const companyNamed = (name: string): RecordInput<'company'> => ({ name, address: { street: '1 Demo Street' } });

export const LIMIT_REACHED = { match: {}, action: { kind: 'status', status: 429 }, times: 1 } as const;
