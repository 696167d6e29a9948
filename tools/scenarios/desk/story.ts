import { entityKey, events, newEvent, toBusMessage, topics, type EventInit } from '@psa-bridge/contracts';
import type { MessageBus } from '@psa-bridge/messaging';
import type { DocumentStore } from '@psa-bridge/persistence';
import type { ApiClient } from '../../platform/api-client.ts';
import type { Checks } from '../../scenario-run/checks.ts';

export interface DeskStory {
  api: ApiClient;
  bus: MessageBus;
  store: DocumentStore;
  tenantId: string;
  checks: Checks;
  progress: (line: string) => void;
}

type Fields = Omit<EventInit<typeof events.syncResult>, '$typeName' | '$unknown'>;
export type Result = Fields & { entityType: string; entityId: string };

export interface CauseGroup {
  cause: { id: string; code: string; reference: string; remedy: string };
  open: number;
  retrying: number;
  filter: object;
}

export interface CauseGroups {
  items: readonly CauseGroup[];
  total: number;
}

const AT_ONCE = 500;

/** Reports results as a connector does. */
export async function report({ bus, tenantId }: Pick<DeskStory, 'bus' | 'tenantId'>, results: readonly Result[]): Promise<void> {
  const { name: topic } = topics.syncResults;
  const messages = results.map((data) =>
    toBusMessage(
      newEvent(events.syncResult, {
        ...{ topic, key: entityKey(tenantId, data.entityType, data.entityId), source: 'autotask-connector' },
        ...{ tenantId, at: new Date(), data },
      }),
    ),
  );
  for (let from = 0; from < messages.length; from += AT_ONCE) await bus.publish(topic, messages.slice(from, from + AT_ONCE));
}

export function causeGroups({ api }: DeskStory, size = 200): Promise<CauseGroups> {
  return api.get<CauseGroups>(`/v1/issues/causes?size=${size}`);
}

export async function openCount({ api }: Pick<DeskStory, 'api'>): Promise<number> {
  return (await api.get<{ total: number }>('/v1/issues?size=1')).total;
}
