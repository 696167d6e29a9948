import { z } from 'zod';
import {
  INCIDENT_STAGES,
  MAINTENANCE_STAGES,
  type Incident,
  type Maintenance,
  type Notice,
} from '../../domain/notices/notice.ts';
import { PLATFORM_TENANT } from '@psa-bridge/service-host';

const Time = z.iso.datetime();
const scope = z.enum(['platform', 'tenant']).describe('Whether it concerns everybody or this tenant');

const common = { id: z.string(), scope, title: z.string(), services: z.array(z.string()), startsAt: Time };

export const IncidentView = z.object({
  ...common,
  stage: z.enum(INCIDENT_STAGES),
  endedAt: Time.optional(),
  updates: z.array(z.object({ at: Time, stage: z.enum(INCIDENT_STAGES), text: z.string() })),
});

export const MaintenanceView = z.object({
  ...common,
  endsAt: Time,
  state: z.enum(['planned', 'under_way', 'over', 'cancelled']),
  updates: z.array(z.object({ at: Time, stage: z.enum(MAINTENANCE_STAGES), text: z.string() })),
});

export function incidentView(incident: Incident): z.input<typeof IncidentView> {
  const { stage, endedAt, updates } = incident;
  return {
    ...{ ...commonView(incident), stage },
    ...(endedAt === undefined ? {} : { endedAt: endedAt.toISOString() }),
    updates: updates.map(({ at, stage: then, text }) => ({ at: at.toISOString(), stage: then, text })),
  };
}

export function maintenanceView(maintenance: Maintenance, now: Date): z.input<typeof MaintenanceView> {
  const { endsAt, updates } = maintenance;
  return {
    ...{ ...commonView(maintenance), endsAt: endsAt.toISOString(), state: stateOf(maintenance, now) },
    updates: updates.map(({ at, stage, text }) => ({ at: at.toISOString(), stage, text })),
  };
}

function stateOf({ stage, startsAt, endsAt }: Maintenance, now: Date): z.input<typeof MaintenanceView>['state'] {
  if (stage === 'cancelled') return 'cancelled';
  if (now < startsAt) return 'planned';
  return now < endsAt ? 'under_way' : 'over';
}

function commonView({ _id: id, tenantId, title, services, startsAt }: Notice) {
  const whose = tenantId === PLATFORM_TENANT ? ('platform' as const) : ('tenant' as const);
  return { id, scope: whose, title, services: [...services], startsAt: startsAt.toISOString() };
}
