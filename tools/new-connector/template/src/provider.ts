import { defineConnector, type ConnectorDefinition, type RetryRules } from '@psa-bridge/connector-kit';
import { testExamplePsaConnection } from './connection/connection-test.ts';
import { classifyExamplePsaError } from './failures.ts';
import { companyResource } from './resources/company.resource.ts';
import { openSession, type ExamplePsaSession } from './session.ts';
import { ExamplePsaCredentials, examplePsaPages, ExamplePsaSettings } from './settings/settings.ts';

/** The vendor's time windows, as settings: scaled alike in simulator and service for scenarios (architecture rule 15). */
export interface ExamplePsaWindows {
  /** The window of the allowance. */
  allowanceMs: number;
  /** How long Example PSA may still carry out a call that was not answered. */
  quarantineMs: number;
  /** Between two background deltas. */
  deltaEveryMs: number;
}

type ExamplePsaConnector = ConnectorDefinition<
  (typeof ExamplePsaCredentials)['shape'],
  (typeof ExamplePsaSettings)['shape'],
  ExamplePsaSession
>;

/** Example PSA as a connector: what a reader needs to know of it is on this page. */
export function examplePsaConnector({ allowanceMs, quarantineMs, deltaEveryMs }: ExamplePsaWindows): ExamplePsaConnector {
  return defineConnector({
    provider: 'example-psa',
    displayName: 'Example PSA',
    credentials: { schema: ExamplePsaCredentials, secret: ['token'] },
    settings: ExamplePsaSettings,
    pages: examplePsaPages,
    limits: {
      window: { calls: 500, ms: allowanceMs },
      ceilings: { interactive: 0.95, webhook: 0.8, scheduled: 0.7, bulk: 0.6 },
      reserve: 50,
      inFlightPerGroup: 4,
    },
    retry: retryRules(quarantineMs),
    classify: classifyExamplePsaError,
    open: openSession,
    testConnection: testExamplePsaConnection,
    // What others refer to comes first.
    resources: { company: companyResource },
    deltaEveryMs,
  });
}

function retryRules(quarantineMs: number): RetryRules {
  const patient = {
    backoff: { firstMs: 5_000, maxMs: 300_000, factor: 2, jitter: 0.1 },
    interactive: 'unlimited',
    background: 'unlimited',
  } as const;
  const connection = { backoff: { firstMs: 1_000, maxMs: 4_000, factor: 2, jitter: 0.1 }, interactive: 2, background: 2 };
  return { connection, limited: patient, outage: patient, quarantineMs };
}
