import type { TopicSpec } from '@psa-bridge/contracts';
import { systemClock } from '@psa-bridge/core';
import type { Route } from '@psa-bridge/http-server';
import { createMemoryBus, type MessageBus } from '@psa-bridge/messaging';
import type { DocumentStore } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createPlanned } from '../platform/one-process.ts';
import { planServices } from '../platform/service-plan.ts';

export interface DeclaredService {
  name: string;
  routes: readonly Route[];
  reads: readonly { topic: TopicSpec; group: string }[];
  writes: readonly TopicSpec[];
}

/** The services as they are put together, not started, and the store whose collections they opened. */
export interface DeclaredServices {
  services: readonly DeclaredService[];
  store: DocumentStore;
  bus: MessageBus;
}

export function declaredServices(): DeclaredServices {
  const nowhere = { kafkaBrokers: 'none:0', mongodbUri: 'none:', database: 'none', ports: [] };
  const parts = { store: createMemoryStore({ clock: systemClock }), bus: createMemoryBus({ clock: systemClock }) };
  const services = planServices(nowhere).map((planned) => {
    const { routes, reads, writes } = createPlanned(planned, parts);
    return { name: planned.name, routes, reads, writes };
  });
  return { services, ...parts };
}
