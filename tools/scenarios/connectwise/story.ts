import type { ConnectWiseSimulator } from '@psa-bridge/simulators';
import type { ApiClient } from '../../platform/api-client.ts';
import { inStep, type Connected, type RecordView } from '../../platform/journeys.ts';
import type { Checks } from '../../scenario-run/checks.ts';

/** A chapter of the ConnectWise scenario: what it plays on, and where it says what it saw. */
export interface ConnectWiseStory {
  api: ApiClient;
  connectWise: ConnectWiseSimulator;
  integration: Connected;
  checks: Checks;
  progress: (line: string) => void;
}

/** Answers its figures. */
export type Chapter = (story: ConnectWiseStory) => Promise<Readonly<Record<string, unknown>>>;

/** The record, once ConnectWise has it as it is now. @param path such as `/v1/quotes/<id>` */
export function arrived({ api, integration }: ConnectWiseStory, path: string): Promise<RecordView> {
  return inStep(api, path, integration.integrationId);
}
