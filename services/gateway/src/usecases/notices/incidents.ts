import { conflict, newId, notFound, type Clock } from '@psa-bridge/core';
import type { Collection, Draft, Filter, TenantCollection } from '@psa-bridge/persistence';
import { PLATFORM_TENANT } from '@psa-bridge/service-host';
import { openedIncident, updatedIncident, type Incident, type IncidentStage, type Notice } from '../../domain/notices/notice.ts';

export interface NoticeDeps {
  notices: Collection<Notice>;
  clock: Clock;
  /** Somebody is to be mailed. */
  mailsWait: () => void;
}

/** Whose incidents, and who speaks. */
export interface Speaker {
  tenantId: string;
  by: string;
}

export interface IncidentText {
  title: string;
  text: string;
  services: readonly string[];
}

/** What one sees who is no admin: what is known, and the own reports. */
export interface Reader {
  tenantId: string;
  subject: string;
  isAdmin: boolean;
}

const LATEST = 200;
/** Of one person, that nobody has looked into. */
const MAX_REPORTS = 20;
const UNCONFIRMED = ['reported', 'unfounded'];

export type Incidents = ReturnType<typeof makeIncidents>;

export function makeIncidents({ notices, clock, mailsWait }: NoticeDeps) {
  async function opened(speaker: Speaker, said: IncidentText, stage: 'reported' | 'investigating'): Promise<Incident> {
    const { tenantId, by } = speaker;
    const { text, ...rest } = said;
    const id = newId();
    const at = clock.now();
    const draft: Draft<Notice> = openedIncident({ _id: id, tenantId }, { ...rest, stage }, { at, by, text });
    await notices.forTenant(tenantId).insert(draft);
    mailsWait();
    return existing(tenantId, id);
  }

  async function existing(tenantId: string, id: string): Promise<Incident> {
    const notice = await notices.forTenant(tenantId).get(id);
    if (notice?.kind !== 'incident') throw unknownIncident();
    return notice;
  }

  return {
    /** The latest first: those of the tenant and those of the platform. */
    async list({ tenantId, subject, isAdmin }: Reader, which: 'active' | 'ended' | 'all'): Promise<readonly Incident[]> {
      const known: Filter = isAdmin ? {} : { $or: [{ stage: { $nin: UNCONFIRMED } }, { reportedBy: subject }] };
      const [own, everybodys] = await Promise.all([
        incidentsIn(notices.forTenant(tenantId), { ...known, ...ofState(which) }),
        incidentsIn(notices.forTenant(PLATFORM_TENANT), ofState(which)),
      ]);
      return [...own, ...everybodys].sort((a, b) => b.startsAt.getTime() - a.startsAt.getTime()).slice(0, LATEST);
    },
    /** For the operator, who sees after all tenants: what is not over, wherever. */
    activeEverywhere: () => incidentsIn(notices.acrossTenants('The operator looks after all tenants.'), ofState('active')),
    /** Somebody tells of an outage (OP-03). @throws AppError `too_many_reports` (409) */
    async report(speaker: Speaker, said: IncidentText): Promise<Incident> {
      const waiting = await notices.forTenant(speaker.tenantId).count({ stage: 'reported', reportedBy: speaker.by });
      if (waiting >= MAX_REPORTS) throw tooManyReports();
      return opened(speaker, said, 'reported');
    },
    open: (speaker: Speaker, said: IncidentText) => opened(speaker, said, 'investigating'),
    /** @throws AppError `incident_not_found`, `incident_closed`, `wrong_stage` */
    async update({ tenantId, by }: Speaker, id: string, said: { stage: IncidentStage; text: string }): Promise<Incident> {
      const telling = { at: clock.now(), by, text: said.text };
      const change = (notice: Notice | undefined): Draft<Notice> => {
        if (notice?.kind !== 'incident') throw unknownIncident();
        return updatedIncident(notice, said.stage, telling);
      };
      const updated = await notices.forTenant(tenantId).mutate(id, change);
      if (updated?.kind !== 'incident') throw unknownIncident();
      mailsWait();
      return updated;
    },
  };
}

async function incidentsIn(within: TenantCollection<Notice>, filter: Filter): Promise<Incident[]> {
  const all = await within.find({ ...filter, kind: 'incident' }, { sort: { startsAt: -1 }, limit: LATEST });
  return all.filter((notice) => notice.kind === 'incident');
}

function ofState(which: 'active' | 'ended' | 'all'): Filter {
  return which === 'all' ? {} : { endedAt: { $exists: which === 'ended' } };
}

function unknownIncident() {
  return notFound('incident_not_found', 'There is no such incident.', { expected: true });
}

function tooManyReports() {
  const told = `You reported ${MAX_REPORTS} incidents that nobody has looked into yet. Wait until somebody has.`;
  return conflict('too_many_reports', told, { expected: true });
}
