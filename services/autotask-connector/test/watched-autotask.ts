import type { Integration, WebhookWindows } from '@psa-bridge/connector-kit';
import {
  type ConnectorHarness,
  createConnectorHarness,
  hurried,
  openWebhookDoor,
  TENANT,
} from '@psa-bridge/connector-kit/contract-suite';
import { systemClock } from '@psa-bridge/core';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { simulateAutotask } from './simulated-autotask.ts';

export interface ReportView {
  isInstalled: boolean;
  webhooks: readonly { id: string; entityType: string; url: string; status: string }[];
  checkedAt?: string;
  problem?: { code: string; message: string; remedy: string };
  callsSpent: number;
  failures: readonly { entityType: string; sequence?: string; message: string }[];
  received: readonly { entityType: string; received: number; gaps: readonly { filledAt?: string }[] }[];
  repairs: readonly { entityType: string; cause: string; detail: string; outcome: string }[];
  backfills: readonly { entityType: string; reason: string; read: number; unseen: number; calls: number; finishedAt?: string }[];
}

/** A connected connector whose webhooks a simulated Autotask really delivers. */
export interface WatchedAutotask {
  simulator: AutotaskSimulator;
  harness: ConnectorHarness;
  integration: Integration;
  install(): Promise<readonly { id: string; entityType: string; url: string; status: string }[]>;
  uninstall(): Promise<void>;
  list(): Promise<readonly { id: string; entityType: string; url: string; status: string }[]>;
  report(): Promise<ReportView>;
  /** Company names here, by Autotask id. */
  names(ids: readonly number[]): Promise<readonly (string | undefined)[]>;
  close(): Promise<void>;
}

/** So long that only what is asked for happens. */
export const CALM: WebhookWindows = { checkEveryMs: 3_600_000, redeliveryMs: 50, reportEveryMs: 3_600_000 };
/** So short that looks follow each other. */
export const BUSY: WebhookWindows = { checkEveryMs: 250, redeliveryMs: 50, reportEveryMs: 250 };

export async function watchAutotask(webhooks: WebhookWindows, companies = 5): Promise<WatchedAutotask> {
  const seed = { companies, contactsPerCompany: 1, products: 0, services: 0, opportunities: 0, quotes: 0, tickets: 0 };
  const autotask = await simulateAutotask({ webhooks, seed, timeScale: 600 });
  const door = await openWebhookDoor();
  const definition = hurried(autotask.definition);
  const timings = { pollMs: 50 };
  const harness = createConnectorHarness({ definition, http: autotask.http, clock: systemClock, publicUrl: door.url, timings });
  door.lead((delivery) => harness.call('POST', '/{channel}', delivery));
  await harness.start();
  const integration = await harness.connect({ ...autotask.simulator.credentials });
  const params = { id: integration._id };
  const listed = async (method: string) =>
    (
      (await harness.call(method, '/{id}/webhooks', { params })) as Pick<ReportView, 'webhooks'> & {
        items: ReportView['webhooks'];
      }
    ).items;

  return {
    ...{ simulator: autotask.simulator, harness, integration },
    install: () => listed('POST'),
    list: () => listed('GET'),
    uninstall: async () => void (await harness.call('DELETE', '/{id}/webhooks', { params })),
    report: async () => (await harness.call('GET', '/webhooks/report', { params })) as ReportView,
    async names(ids) {
      const own = harness.records.forTenant(TENANT);
      const known = await own.idsByExternal('company', integration._id, ids.map(String));
      const records = await own.getMany('company', [...known.values()]);
      return ids.map((id) => records.find(({ _id }) => _id === known.get(String(id)))?.data.name);
    },
    async close() {
      await harness.stop();
      await door.close();
      await autotask.close();
    },
  };
}
