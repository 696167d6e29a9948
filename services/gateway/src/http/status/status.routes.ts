import { defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import { measuresOf } from '../../domain/status/service-measures.ts';
import { SERVICE_STATES, worstOf } from '../../domain/status/service-state.ts';
import type { Incidents } from '../../usecases/notices/incidents.ts';
import type { MaintenancePlans } from '../../usecases/notices/maintenance.ts';
import type { ReadHistories } from '../../usecases/status/read-histories.ts';
import type { ReadStandings, ServiceStanding } from '../../usecases/status/read-standings.ts';
import { IncidentView, incidentView, MaintenanceView, maintenanceView } from './notice.views.ts';

const State = z.enum(SERVICE_STATES);
const Time = z.iso.datetime();
const Count = z.number().int();
const Seconds = z.number();

const ReplicaView = z.object({
  name: z.string().optional().describe('For admins alone: of the machine and the process'),
  state: z.enum(['starting', 'ready', 'not_ready', 'stopping', 'stopped', 'vanished']),
  startedAt: Time,
  seenAt: Time,
  trouble: z.string().optional(),
});

const ServiceView = z.object({
  name: z.string(),
  state: State,
  since: Time,
  cause: z.string().optional(),
  replicas: z.array(ReplicaView),
  api: z
    .object({
      requests: Count,
      failures: Count.describe('Answers of 500 and above'),
      errorRate: z.number().min(0).max(1),
      meanSeconds: Seconds.optional(),
      p95Seconds: Seconds.optional().describe('95 of 100 answers of each process took at most so long'),
    })
    .describe('Of the last minute (OP-05)'),
  queues: z
    .array(
      z.object({
        topic: z.string(),
        group: z.string(),
        waiting: Count,
        oldestSeconds: Seconds.describe('Age of the oldest message that is not done'),
        handled: Count,
        meanSeconds: Seconds.optional().describe('Time to handle a message'),
      }),
    )
    .describe('Handled: within the last minute (OP-05)'),
  databaseSeconds: Seconds.optional().describe('How long the database took to take a document (OP-05)'),
});

const StatusView = z.object({
  at: Time,
  state: State.describe('That of the service that is worst off'),
  services: z.array(ServiceView),
  incidents: z.array(IncidentView).describe('Active ones'),
  maintenance: z.array(MaintenanceView).describe('Planned and under way'),
});

const PeriodView = z.object({ state: State, from: Time, to: Time.optional(), cause: z.string().optional() });
const HistoryQuery = z.strictObject({
  service: z.string().min(1).max(100).optional(),
  since: z.iso.datetime().optional().describe('Periods that ended before are left out'),
});
const HistoryView = z.object({ items: z.array(z.object({ service: z.string(), periods: z.array(PeriodView) })) });

export interface StatusUseCases {
  readStandings: ReadStandings;
  readHistories: ReadHistories;
  incidents: Incidents;
  maintenance: MaintenancePlans;
  now: () => Date;
}

/** How the platform is and was (OP-04, OP-05). */
export function statusRoutes({ readStandings, readHistories, incidents, maintenance, now }: StatusUseCases): readonly Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: '/v1/status', permission: 'signed-in' },
      summary: 'How each service is, its response times and queues, active incidents and planned maintenance (OP-04, OP-05).',
      responses: { 200: StatusView },
      async handle({ caller }) {
        const [standings, active, ahead] = await Promise.all([
          readStandings(),
          incidents.list(caller, 'active'),
          maintenance.ahead(caller.tenantId),
        ]);
        const at = now();
        return ok({
          ...{ at: at.toISOString(), state: worstOf(standings.map(({ judgement }) => judgement.state)) },
          services: standings.map((standing) => serviceView(standing, caller)),
          incidents: active.filter(({ stage }) => stage !== 'reported').map(incidentView),
          maintenance: ahead.filter(({ stage }) => stage === 'planned').map((plan) => maintenanceView(plan, at)),
        });
      },
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/status/history', permission: 'signed-in', query: HistoryQuery },
      summary: 'When each service was up, degraded or down, for up to 90 days (OP-04).',
      responses: { 200: HistoryView },
      async handle({ query: { service, since } }) {
        const histories = await readHistories({ service, since: since === undefined ? undefined : new Date(since) });
        return ok({
          items: histories.map(({ service: name, periods }) => ({
            service: name,
            periods: periods.map(({ from, to, ...rest }) => ({
              ...{ ...rest, from: from.toISOString() },
              ...(to === undefined ? {} : { to: to.toISOString() }),
            })),
          })),
        });
      },
    }),
  ];
}

function serviceView({ service, judgement, replicas, beats, told }: ServiceStanding, { isAdmin }: { isAdmin: boolean }) {
  const { state, from, cause } = judgement;
  const { api, ...measures } = measuresOf(beats);
  const since = told?.current.state === state ? told.current.from : from;
  const view: z.input<typeof ServiceView> = {
    ...{ name: service, state, since: since.toISOString(), ...(cause === undefined ? {} : { cause }) },
    replicas: replicas.map(({ name, startedAt, seenAt, ...how }) => ({
      ...{ ...how, startedAt: startedAt.toISOString(), seenAt: seenAt.toISOString() },
      ...(isAdmin ? { name } : {}),
    })),
    api: { ...api, errorRate: api.requests === 0 ? 0 : api.failures / api.requests },
    ...{ ...measures, queues: [...measures.queues] },
  };
  return view;
}
