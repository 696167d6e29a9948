import { expect } from '@jest/globals';
import type { FaultPoint } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import { noOpenIssues, ARRIVED } from '../sales.ts';
import type { EndToEndStack } from '../stack.ts';
import type { SyncRunView } from '../../../tools/platform/journeys.ts';
import type { ServiceName } from '../../../tools/platform/service-plan.ts';

/** A place of a loop and the point of it at which the process dies: `push:quote` and `after_call`. */
export type Boundary = readonly [place: string, point: FaultPoint];

/** Work that goes on by itself, and where it is killed, one boundary after the other while it is the same piece of work. */
export interface KilledLoop {
  name: string;
  service: ServiceName;
  boundaries: readonly Boundary[];
  /** With all services up: what has to be there, and what is to happen. */
  prepare(stack: EndToEndStack): Promise<Prepared>;
}

export interface Prepared {
  /** While the process is down, before it starts armed: what it finds when it is back. */
  whileDown?(): void | Promise<unknown>;
  /** What a person does; the process may die before it answers. */
  begin?(): Promise<unknown>;
  /** What a person does once the process is back after the first kill. */
  goOn?(): Promise<unknown>;
  /**
   * At boundaries where nobody does anything else: more of the same work, for what waited there may have been done meanwhile by
   * another service that shares the collection.
   */
  nudge?(): Promise<unknown>;
  /** What must be so in the end, here and in Autotask. */
  holds(): Promise<void>;
}

export function titleOf({ name, service, boundaries }: KilledLoop): string {
  return `${name} (${service}), killed ${boundaries.map(([place, point]) => `${point} of ${place}`).join(', ')}`;
}

/** Starts the process armed, again and again, until the work has died at each boundary; then lets it end. */
export async function killInTurn(stack: EndToEndStack, loop: KilledLoop): Promise<void> {
  const { services, autotask } = stack;
  const { service, boundaries } = loop;
  const { whileDown, begin, goOn, nudge, holds } = await loop.prepare(stack);
  await services.kill(service, 'SIGTERM');
  await whileDown?.();
  const acts = [begin && (() => begin().catch(() => undefined)), goOn];
  try {
    for (const [index, boundary] of boundaries.entries()) await dies(stack, { service, boundary, act: acts[index], nudge });
  } finally {
    await services.kill(service);
    await services.start(service);
  }
  await holds();
  await noOpenIssues(stack);
  expect(autotask.bugs()).toEqual([]);
}

interface Death {
  service: ServiceName;
  boundary: Boundary;
  /** Once it is ready; without it the process may die of what waits for it before that. */
  act: (() => Promise<unknown>) | undefined;
  nudge: (() => Promise<unknown>) | undefined;
}

async function dies({ services }: EndToEndStack, { service, boundary: [place, point], act, nudge }: Death): Promise<void> {
  await services.launch(service, { FAULT_POINT: point, FAULT_PLACE: place });
  const died = services.gone(service);
  if (act) {
    await services.ready(service);
    await act();
  } else if (nudge) {
    // It may well die before it is ready, which is as good.
    void services
      .ready(service)
      .then(nudge)
      .catch(() => undefined);
  }
  const complaint = (): string => `${service} was not killed ${point} of ${place}:\n${services.output(service).join('\n')}`;
  expect(await within(died, complaint)).toBe('SIGKILL');
}

/** A boundary that is never reached fails by name, before the runner gives up on the test. */
async function within<Result>(died: Promise<Result>, complaint: () => string): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(complaint())), ARRIVED.timeoutMs);
  });
  try {
    return await Promise.race([died, late]);
  } finally {
    clearTimeout(timer);
  }
}

export const connector = 'autotask-connector';

export function pathOf({ integrationId }: EndToEndStack): string {
  return `/v1/integrations/autotask/${integrationId}`;
}

/** The latest run, once it is completed. */
export function lastRunCompleted(stack: EndToEndStack, kind: string): Promise<SyncRunView> {
  return eventually(async () => {
    const { items } = await stack.api.get<{ items: SyncRunView[] }>(`${pathOf(stack)}/sync`);
    expect(items[0]).toMatchObject({ kind, state: 'completed' });
    return items[0] as SyncRunView;
  }, ARRIVED);
}

/** How often Autotask has an entity with such a value. */
export function countThere({ autotask }: EndToEndStack, entity: string, field: string, value: string | number): number {
  return autotask.control.count({ entity, filter: [{ op: 'eq', field, value }] });
}
