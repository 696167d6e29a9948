import type { AutotaskSimulator } from '@psa-bridge/simulators';
import type { ApiClient } from '../../platform/api-client.ts';
import type { Checks } from '../../scenario-run/checks.ts';

/** What a chapter about Autotask needs: an integration that is connected, confirmed and fully synchronized. */
export interface AutotaskStory {
  api: ApiClient;
  autotask: AutotaskSimulator;
  integrationId: string;
  checks: Checks;
  progress(line: string): void;
}

export type Figures = Promise<Record<string, unknown>>;

export const LIMIT = { timeoutMs: 180_000, everyMs: 250 };

export function pathOf({ integrationId }: Pick<AutotaskStory, 'integrationId'>): string {
  return `/v1/integrations/autotask/${integrationId}`;
}
