import type { Clock } from '@psa-bridge/core';
import type { RecordStore } from '@psa-bridge/records';
import type { Budget } from '../budget/budget.ts';
import type { FirstConnect } from '../connect/index.ts';
import type { HeldDeletions } from '../deletions/held-deletions.ts';
import type { FreshnessWatch } from '../freshness/freshness-watch.ts';
import type { Handovers } from '../handover/handovers.ts';
import type { Connections } from '../integrations/connection.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { PostSales } from '../post-sale/post-sales.ts';
import type { AnyDefinition } from '../sessions.ts';
import type { Preflights } from '../preflight/preflights.ts';
import type { SettingsPages } from '../settings/settings-pages.ts';
import type { SyncExecutor, SyncRunStore } from '../sync/index.ts';
import type { WebhookIntake } from '../webhook/intake.ts';
import type { WebhookManagement } from '../webhook/management.ts';
import type { WorkTable } from '../work/table.ts';

/** What the routes of a connector stand on. */
export interface RouteDeps {
  definition: AnyDefinition;
  /** `/v1/integrations/<provider>` */
  base: string;
  integrations: IntegrationStore;
  connections: Connections;
  pages: SettingsPages;
  handovers: Handovers;
  /** Absent where quotes offer nothing. */
  postSales: PostSales | undefined;
  /** Absent where nothing is said of how the PSA answers. */
  preflights: Preflights | undefined;
  records: RecordStore;
  table: WorkTable;
  budget: Budget;
  runs: SyncRunStore;
  held: HeldDeletions;
  freshness: Pick<FreshnessWatch, 'of'>;
  executor: Pick<SyncExecutor, 'wake'>;
  firstConnect: FirstConnect;
  webhooks: WebhookManagement;
  intake: WebhookIntake;
  clock: Clock;
}
