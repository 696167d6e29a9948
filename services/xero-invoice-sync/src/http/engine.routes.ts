import { defineRoute, etagOf, ok, requiredRevisionOf, type Route, type RouteResult } from '@psa-bridge/http-server';
import type { Draft } from '@psa-bridge/persistence';
import type { EngineSettings, SyncEngine } from '../domain/engine.ts';
import type { PurchaseOptions } from '../domain/purchase/purchase-order.ts';
import type { EngineUseCases } from '../usecases/engine/engine-use-cases.ts';
import { ConnectionIdParams, EngineView, SettingsBody } from './engine.schemas.ts';

const permission = 'Invoice manager';
const PATH = '/v1/xero/connections/{id}/engine';

/** How invoices are taken to one organisation, and whether they are. */
export function engineRoutes({ get, save, pause, resume }: EngineUseCases): Route[] {
  const common = { permission, params: ConnectionIdParams, responses: { 200: EngineView } } as const;
  return [
    defineRoute({
      ...{ ...common, method: 'GET', path: PATH, summary: 'The settings of the sync into an organisation, and how it stands' },
      handle: async ({ params, caller }) => shown(await get(caller, params.id)),
    }),
    defineRoute({
      ...{ ...common, method: 'PUT', path: `${PATH}/settings`, body: SettingsBody, ifMatch: 'required' },
      summary: 'Save how invoices are taken to an organisation (XI-20 to XI-25). If-Match with its ETag is required.',
      deed: 'xero_connection.settings_saved',
      async handle({ params, caller, body, headers }) {
        const ifRevision = requiredRevisionOf(headers['if-match']);
        return shown(await save(caller, params.id, { settings: settingsOf(body), ifRevision }));
      },
    }),
    defineRoute({
      ...{ ...common, method: 'POST', path: `${PATH}/pause`, summary: 'Take no invoice to Xero until it is resumed (XI-06)' },
      deed: 'xero_connection.paused',
      handle: async ({ params, caller }) => shown(await pause(caller, params.id)),
    }),
    defineRoute({
      ...{ ...common, method: 'POST', path: `${PATH}/resume`, summary: 'Take invoices to Xero (XI-06)' },
      refusals: [409],
      deed: 'xero_connection.resumed',
      handle: async ({ params, caller }) => shown(await resume(caller, params.id)),
    }),
  ];
}

type Given = (typeof SettingsBody)['_output'];
type GivenOptions = Given['options'];

function settingsOf({ takesFrom, purchases, options, alertsTo, writesBack }: Given): EngineSettings {
  return {
    ...{ options: withoutGaps(options), alertsTo, writesBack },
    ...(takesFrom === undefined ? {} : { takesFrom }),
    ...(purchases === undefined ? {} : { purchases: ofPurchases(purchases) }),
  };
}

function ofPurchases({ taxType, ...options }: NonNullable<Given['purchases']>): PurchaseOptions {
  return { ...options, ...(taxType === undefined ? {} : { taxType }) };
}

/** What was left out is not there, rather than there and undefined. */
function withoutGaps({ tax, rounding, ...options }: GivenOptions) {
  const { byRegion, ...taxes } = tax;
  const { account, ...limits } = rounding;
  return {
    ...options,
    tax: { ...taxes, ...(byRegion === undefined ? {} : { byRegion }) },
    rounding: { ...limits, ...(account === undefined ? {} : { account }) },
  };
}

function shown({ _id: id, isActive, settings, rest, reading, looks, revision }: Draft<SyncEngine>): RouteResult {
  const view = {
    ...{ id, state: isActive ? 'active' : 'paused', settings: settings ?? null },
    rest: rest ? { until: rest.until.toISOString(), problem: problemView(rest.problem) } : null,
    reading: reading ? standing(reading) : null,
    looks: isActive && looks?.waiting ? standing(looks.waiting) : null,
  };
  return ok(view, { etag: etagOf(revision) });
}

function standing({ since, problem }: NonNullable<SyncEngine['reading']>) {
  return { since: since.toISOString(), problem: problemView(problem) };
}

function problemView({ code, message, cure }: NonNullable<SyncEngine['rest']>['problem']) {
  return { code, message, cure };
}
