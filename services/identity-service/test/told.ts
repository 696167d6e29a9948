import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import { toBusMessage, topics, type OutboxEvent } from '@psa-bridge/contracts';
import type { IdentityApp } from './identity-app.ts';

/** A tenant of which nothing else is here. */
export const TENANT = 'tenant-of-elsewhere';

/** What a connector tells of a company that it changed. */
export function told(kind: string, at: Date, id = 'company-1'): OutboxEvent {
  const record = { type: 'company', id, name: 'Demo Ltd' };
  const fields = fieldChanges({ name: 'Old Ltd' }, { name: 'Demo Ltd' });
  const cause = { tenantId: TENANT, source: 'autotask-connector', at };
  return actionTaken({ kind, record, fields, actor: { kind: 'integration', id: 'integration-1' } }, cause);
}

export async function publish({ bus }: IdentityApp, ...events: OutboxEvent[]): Promise<void> {
  await bus.publish(topics.audit.name, events.map(toBusMessage));
}
