import type { Caller } from '@psa-bridge/core';
import { created, defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import { INCIDENT_STAGES } from '../../domain/notices/notice.ts';
import type { Incidents, Speaker } from '../../usecases/notices/incidents.ts';
import type { MaintenancePlans } from '../../usecases/notices/maintenance.ts';
import { IdParams } from '../records.schemas.ts';
import { IncidentView, incidentView, MaintenanceView, maintenanceView } from './notice.views.ts';

export const Title = z.string().trim().min(1).max(200);
export const Text = z.string().trim().min(1).max(4_000);
export const Services = z.array(z.string().trim().min(1).max(100)).max(50).default([]);
const Time = z.iso.datetime();

const IncidentBody = z.strictObject({ title: Title, text: Text, services: Services });
const UpdateBody = z.strictObject({ stage: z.enum(INCIDENT_STAGES), text: Text });
const PlanBody = z.strictObject({ title: Title, text: Text, services: Services, startsAt: Time, endsAt: Time });
const CancelBody = z.strictObject({ text: Text });
const IncidentsQuery = z.strictObject({ state: z.enum(['active', 'ended', 'all']).default('active') });

const speaker = ({ tenantId, subject }: Caller): Speaker => ({ tenantId, by: subject });

/** Known outages, and how one tells of a new one (OP-03). What concerns all tenants is the operator's to say, by command. */
export function incidentRoutes(incidents: Incidents): readonly Route[] {
  const path = '/v1/incidents';
  return [
    defineRoute({
      ...{ method: 'GET', path, permission: 'signed-in', query: IncidentsQuery },
      summary: 'Known incidents, and your own reports; admins see what others reported too (OP-03).',
      responses: { 200: z.object({ items: z.array(IncidentView) }) },
      handle: async ({ caller, query: { state } }) => ok({ items: (await incidents.list(caller, state)).map(incidentView) }),
    }),
    defineRoute({
      ...{ method: 'POST', path: `${path}/reports`, permission: 'signed-in', body: IncidentBody },
      summary: 'Reports an incident, for an admin to look into (OP-03).',
      responses: { 201: IncidentView },
      deed: 'incident.reported',
      handle: async ({ caller, body }) => created(incidentView(await incidents.report(speaker(caller), body))),
    }),
    defineRoute({
      ...{ method: 'POST', path, permission: 'admin', body: IncidentBody },
      summary: 'Opens an incident that is known to everybody in the tenant (OP-03).',
      responses: { 201: IncidentView },
      deed: 'incident.opened',
      handle: async ({ caller, body }) => created(incidentView(await incidents.open(speaker(caller), body))),
    }),
    defineRoute({
      ...{ method: 'POST', path: `${path}/{id}/updates`, permission: 'admin', params: IdParams, body: UpdateBody },
      summary: 'The next word on an incident, up to its end; on a report, whether there is something to it (OP-03).',
      responses: { 200: IncidentView },
      deed: 'incident.updated',
      handle: async ({ caller, params: { id }, body }) => ok(incidentView(await incidents.update(speaker(caller), id, body))),
    }),
  ];
}

/** Work that is announced ahead (OP-04). */
export function maintenanceRoutes(maintenance: MaintenancePlans, now: () => Date): readonly Route[] {
  const path = '/v1/maintenance';
  return [
    defineRoute({
      ...{
        method: 'GET',
        path,
        permission: 'signed-in',
        summary: 'Planned maintenance that is not over, the next first (OP-04).',
      },
      responses: { 200: z.object({ items: z.array(MaintenanceView) }) },
      handle: async ({ caller }) =>
        ok({ items: (await maintenance.ahead(caller.tenantId)).map((plan) => maintenanceView(plan, now())) }),
    }),
    defineRoute({
      ...{ method: 'POST', path, permission: 'admin', body: PlanBody },
      summary: 'Announces maintenance (OP-04).',
      responses: { 201: MaintenanceView },
      deed: 'maintenance.planned',
      async handle({ caller, body: { startsAt, endsAt, ...rest } }) {
        const plan = { ...rest, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
        return created(maintenanceView(await maintenance.plan(speaker(caller), plan), now()));
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: `${path}/{id}/cancel`, permission: 'admin', params: IdParams, body: CancelBody },
      summary: 'Calls maintenance off that is not over (OP-04).',
      responses: { 200: MaintenanceView },
      deed: 'maintenance.cancelled',
      handle: async ({ caller, params: { id }, body: { text } }) =>
        ok(maintenanceView(await maintenance.cancel(speaker(caller), id, text), now())),
    }),
  ];
}
