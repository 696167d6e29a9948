import { conflict, isAppError, toAppError, type AppError, type Clock } from '@psa-bridge/core';
import type { OutboxEvent } from '@psa-bridge/contracts';
import type { Exchange } from '@psa-bridge/http-client';
import type { Draft } from '@psa-bridge/persistence';
import type { Budget } from '../budget/budget.ts';
import type { ConnectionCheck, ConnectionReport } from '../define-connector.ts';
import { explainFailure } from '../definition/explain.ts';
import type { Failure } from '../definition/failure.ts';
import type { AnyDefinition, Sessions } from '../sessions.ts';
import { nextSequence, resultEvent, type EntityResult, type ResultSource } from '../work/results.ts';
import { expiryCheck, foresee, type Foreseen } from './foresight.ts';
import type { Lane } from '../definition/lanes.ts';
import { mergeCredentials, sealCredentials } from './credentials.ts';
import { budgetKeyOf, type Integration, type Move } from './integration.ts';
import { isSamePsa, namesAfter } from './psa-identity.ts';
import type { IntegrationStore } from './integration-store.ts';

export interface TestOutcome {
  integration: Integration;
  checks: readonly ConnectionCheck[];
  /** Why no test could be made. */
  failure?: Failure;
}

export interface Connections {
  /** Tests the stored credentials; what it finds decides the integration's state. @throws AppError `psa_fingerprint_mismatch` */
  test(integration: Integration): Promise<TestOutcome>;
  /**
   * The same by itself, behind people's work and within the budget: each check that fails becomes an issue that warns before a sync
   * fails, and the integration goes on. Refused credentials stop it, and so do those that open another database by now.
   */
  probe(integration: Integration): Promise<TestOutcome>;
  /** A test that somebody asked for by retrying the issue: that stays open where it still holds. */
  retest(integration: Integration): Promise<TestOutcome>;
  /**
   * Tests and stores credentials. Those that the PSA refuses are stored too, and shown as refused; those of another PSA
   * database are not, once the first connect is confirmed: before, nothing of the former one has come in.
   * @throws AppError `invalid_credentials`, `psa_fingerprint_mismatch`
   */
  setCredentials(integration: Integration, given: Readonly<Record<string, unknown>>): Promise<TestOutcome>;
  /**
   * Tests credentials of another PSA database; nothing is stored.
   * @throws AppError `invalid_credentials`, `same_psa`, `move_not_possible` naming what is missing or refused there
   */
  tryElsewhere(integration: Integration, given: Readonly<Record<string, unknown>>): Promise<Move>;
  /** Stops the integration's work with one result for the connection as a whole; repeated, it changes nothing. */
  failIntegration(integration: Integration, failure: Failure, exchange: Exchange | undefined): Promise<void>;
}

export interface ConnectionsOptions {
  definition: AnyDefinition;
  integrations: IntegrationStore;
  sessions: Sessions;
  budget: Pick<Budget, 'carryOver'>;
  resultSource: ResultSource;
  clock: Clock;
}

const TEST_TIMEOUT_MS = 60_000;
/** From one test to the next by itself. */
export const PROBE_EVERY_MS = 24 * 60 * 60_000;

export function createConnections(options: ConnectionsOptions): Connections {
  const { definition, integrations, sessions, budget, resultSource, clock } = options;

  function result(draft: Draft<Integration>, failure: Failure | undefined, exchange?: Exchange): OutboxEvent {
    return told(draft, { entityType: 'integration', entityId: draft._id, entityName: draft.name, failure, exchange });
  }

  function told(
    { tenantId, _id: integrationId }: Draft<Integration>,
    about: Pick<EntityResult, 'entityType' | 'entityId' | 'entityName' | 'failure' | 'exchange' | 'isWarning'>,
  ): OutboxEvent {
    const at = clock.now();
    const attempt = { operation: 'connect', attempts: 1, sequence: nextSequence(0, at), at } as const;
    return resultEvent({ tenantId, integrationId, ...about, ...attempt }, resultSource);
  }

  /** Each failing check is a warning by its own name; what is mended clears. */
  function warnings(draft: Draft<Integration>, { failing, mended }: Foreseen): readonly OutboxEvent[] {
    const entityType = 'connection_check';
    return [
      ...failing.map(({ name, message, remedy = '' }) => {
        const failure: Failure = { code: name, kind: 'rejected', message, remedy };
        return told(draft, { entityType, entityId: name, entityName: name, failure, isWarning: true });
      }),
      ...mended.map((name) => told(draft, { entityType, entityId: name, entityName: name })),
    ];
  }

  async function ask(
    integration: Integration,
    { credentials, lane = 'interactive' }: { credentials?: Record<string, unknown>; lane?: Lane } = {},
  ): Promise<ConnectionReport> {
    const signal = AbortSignal.timeout(TEST_TIMEOUT_MS);
    const opened = sessions.open({ integration, lane, signal, ...(credentials ? { credentials } : {}) });
    const answer = await definition.testConnection(opened.session);
    const report = { ...answer, checks: [...answer.checks, ...expiryCheck(integration.credentialsExpireAt, clock.now())] };
    const { fingerprint } = report;
    if (integration.fingerprint !== undefined && !isSamePsa(integration, report)) throw otherPsa(report);
    if (integration.fingerprint === undefined) {
      await budget.carryOver(budgetKeyOf(integration), budgetKeyOf({ ...integration, fingerprint }));
    }
    return report;
  }

  function explained(error: unknown): Failure {
    if (isOtherPsa(error)) return { ...ELSEWHERE, message: error.message };
    return explainFailure(error, definition.classify, { entityType: 'integration', operation: 'connect' });
  }

  /** The state after a test that the PSA answered. */
  function accepted(current: Integration, report: ConnectionReport, isProbe: boolean): Draft<Integration> {
    const isUsable = report.checks.every((check) => check.ok || check.isWarning === true);
    const { failure: _failure, ...rest } = current;
    return {
      ...rest,
      // A probe warns of what is missing before it stops anything.
      state: isUsable || isProbe ? 'connected' : 'connecting',
      foreseen: foresee(report.checks, current.foreseen ?? [], isProbe).told,
      ...(current.isTestAsked ? {} : { testDueAt: new Date(clock.now().getTime() + PROBE_EVERY_MS) }),
      fingerprint: current.fingerprint ?? report.fingerprint,
      recognisedBy: namesAfter(current, report),
      ...(report.displayName === undefined ? {} : { psaName: report.displayName }),
      checks: report.checks,
      testedAt: clock.now(),
    };
  }

  function refusedBy(current: Integration, failure: Failure): Draft<Integration> {
    return { ...current, state: 'auth_failed', failure: { ...failure, at: clock.now() }, testedAt: clock.now() };
  }

  /** A PSA that cannot be asked leaves the state as it is, but for credentials that nobody has tested. */
  async function settle(integration: Integration, report: ConnectionReport | AppError, isProbe = false): Promise<TestOutcome> {
    const { tenantId, _id: id } = integration;
    if (!(report instanceof Error)) {
      let found = foresee(report.checks, [], false);
      const next = await integrations.change(
        tenantId,
        id,
        (current) => {
          found = foresee(report.checks, current.foreseen ?? [], isProbe);
          return accepted(current, report, isProbe);
        },
        (draft) => [result(draft, undefined), ...warnings(draft, found)],
      );
      return { integration: next, checks: report.checks };
    }
    const failure = explained(report);
    if (failure.kind !== 'unauthenticated') return { integration, checks: integration.checks, failure };
    const next = await integrations.change(
      tenantId,
      id,
      (current) => refusedBy(current, failure),
      (draft) => [result(draft, failure)],
    );
    return { integration: next, checks: [], failure };
  }

  return {
    async test(integration) {
      const report = await ask(integration).catch(toAppError);
      if (isOtherPsa(report)) throw report;
      return settle(integration, report);
    },
    async probe(integration) {
      return settle(integration, await ask(integration, { lane: 'scheduled' }).catch(toAppError), true);
    },
    async retest(integration) {
      return settle(integration, await ask(integration).catch(toAppError));
    },
    async setCredentials(integration, given) {
      const deps = { spec: definition.credentials, store: integrations };
      const credentials = mergeCredentials(given, integration, deps);
      const report = await ask(forNewCredentials(integration), { credentials }).catch(toAppError);
      if (isOtherPsa(report)) throw report;
      const sealed = sealCredentials(credentials, { tenantId: integration.tenantId, id: integration._id }, deps);
      const stored = await integrations.change(integration.tenantId, integration._id, (current) => {
        // It may have been confirmed while they were tested.
        if (current.isConfirmed && !(report instanceof Error) && !isSamePsa(current, report)) throw otherPsa(report);
        const { credentialsRevision } = current;
        return {
          ...forNewCredentials(current),
          ...{ credentials: sealed, credentialsRevision: credentialsRevision + 1, state: 'connecting' },
        };
      });
      return settle(stored, report);
    },
    async tryElsewhere(integration, given) {
      const deps = { spec: definition.credentials, store: integrations };
      const credentials = mergeCredentials(given, integration, deps);
      const { fingerprint: _own, recognisedBy: _names, ...elsewhere } = integration;
      const report = await ask(elsewhere, { credentials }).catch((error: unknown) => {
        const failure = explained(error);
        throw failure.kind === 'unauthenticated' ? notUsable([failure]) : error;
      });
      const { fingerprint, displayName, checks } = report;
      if (isSamePsa(integration, report)) throw samePsa();
      const failed = checks.filter((check) => !check.ok && check.isWarning !== true);
      if (failed.length > 0) throw notUsable(failed);
      return {
        ...{ stage: 'previewed', stagedAt: clock.now(), fingerprint, recognisedBy: namesAfter({}, report), checks },
        ...(displayName === undefined ? {} : { psaName: displayName }),
        credentials: sealCredentials(credentials, { tenantId: integration.tenantId, id: integration._id }, deps),
      };
    },
    async failIntegration({ tenantId, _id: id, credentialsRevision }, failure, exchange) {
      await integrations.change(
        tenantId,
        id,
        // Credentials that were changed meanwhile are not blamed for what the old ones met.
        (current) =>
          current.state === 'connected' && current.credentialsRevision === credentialsRevision
            ? refusedBy(current, failure)
            : current,
        (draft) => [result(draft, failure, exchange)],
      );
    },
  };
}

/** What is left to hold against them; when they end is said anew. */
function forNewCredentials({ credentialsExpireAt: _old, ...integration }: Integration): Integration {
  if (integration.isConfirmed) return integration;
  const { fingerprint: _psa, recognisedBy: _names, psaName: _name, ...unknown } = integration;
  return unknown;
}

function samePsa(): AppError {
  return conflict('same_psa', 'These credentials belong to the PSA database that this integration is connected to.', {
    expected: true,
  });
}

function notUsable(failed: readonly Pick<ConnectionCheck, 'message' | 'remedy'>[]): AppError {
  const reasons = failed.map(({ message, remedy }) => [message, remedy].filter(Boolean).join(' '));
  return conflict('move_not_possible', `The other PSA database cannot be used yet: ${reasons.join(' ')}`, { expected: true });
}

const OTHER_PSA = 'psa_fingerprint_mismatch';

function isOtherPsa(answer: unknown): answer is AppError {
  return isAppError(answer) && answer.code === OTHER_PSA;
}

/** What it means for the integration as a whole, which would take entities of the one database for those of the other. */
const ELSEWHERE: Omit<Failure, 'message'> = {
  code: OTHER_PSA,
  kind: 'unauthenticated',
  remedy:
    'If your PSA lives in the other database from now on, move the integration to it. If not, enter credentials of the one that is connected.',
  scope: 'integration',
};

function otherPsa(report: ConnectionReport): AppError {
  return conflict(OTHER_PSA, 'These credentials belong to another PSA database than the one this integration was connected to.', {
    details: { psaName: report.displayName ?? '' },
    expected: true,
  });
}
