import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import { conflict, invalidInput } from '@psa-bridge/core';
import type { Draft, Stored } from '@psa-bridge/persistence';
import { SERVICE_NAME } from '../../collections.ts';

/** What became of an incident; `reported`: by somebody, and nobody has looked into it; `unfounded`: it was none. */
export const INCIDENT_STAGES = ['reported', 'investigating', 'identified', 'monitoring', 'resolved', 'unfounded'] as const;
export type IncidentStage = (typeof INCIDENT_STAGES)[number];
export const MAINTENANCE_STAGES = ['planned', 'cancelled'] as const;
export type MaintenanceStage = (typeof MAINTENANCE_STAGES)[number];

export interface NoticeUpdate<Stage> {
  at: Date;
  stage: Stage;
  text: string;
  /** The user, or `operator`. */
  by: string;
}

interface NoticeParts<Stage> {
  title: string;
  /** Which are concerned, by name; none: it is not known, or all. */
  services: readonly string[];
  stage: Stage;
  startsAt: Date;
  /** The oldest first. */
  updates: readonly NoticeUpdate<Stage>[];
  /** The updates that subscribers are still to be told of, by their place, and behind whom it goes on. */
  toMail: readonly number[];
  mailedUpTo?: string;
  hasMail: boolean;
}

/** An outage that is known or was reported (OP-03). Of the tenant, or of the platform: then everybody's. */
export interface Incident extends Stored, NoticeParts<IncidentStage> {
  kind: 'incident';
  endedAt?: Date;
  /** Whoever told of it, where it began so. */
  reportedBy?: string;
}

/** Work that is announced ahead (OP-04). */
export interface Maintenance extends Stored, NoticeParts<MaintenanceStage> {
  kind: 'maintenance';
  endsAt: Date;
}

export type Notice = Incident | Maintenance;

/** Who says what, in which words. */
export interface Telling {
  at: Date;
  by: string;
  text: string;
}

export type WhoseNotice = Pick<Stored, '_id' | 'tenantId'>;

export function isClosed({ stage }: Pick<Incident, 'stage'>): boolean {
  return stage === 'resolved' || stage === 'unfounded';
}

export interface Opening extends Pick<Incident, 'title' | 'services'> {
  stage: Extract<IncidentStage, 'reported' | 'investigating'>;
}

export function openedIncident(whose: WhoseNotice, { title, services, stage }: Opening, telling: Telling): Draft<Incident> {
  const { at, by } = telling;
  const reporter = stage === 'reported' ? { reportedBy: by } : {};
  const bare = { ...whose, kind: 'incident' as const, title, services, stage, startsAt: at, ...reporter };
  return told({ ...bare, updates: [], toMail: [], hasMail: false }, stage, {
    ...telling,
    deed: stage === 'reported' ? 'reported' : 'opened',
  });
}

/**
 * The next word on an incident. A report is looked into or found to be none; what is known goes back and forth until it is resolved.
 *
 * @throws AppError `incident_closed` (409), `wrong_stage` (400)
 */
export function updatedIncident(incident: Incident, stage: IncidentStage, telling: Telling): Draft<Incident> {
  if (isClosed(incident)) {
    throw conflict('incident_closed', `The incident is ${incident.stage}. Open another one if it came back.`, { expected: true });
  }
  if (stage === 'reported' || (stage === 'unfounded' && incident.stage !== 'reported')) {
    const cure = stage === 'reported' ? 'only whoever reports begins with it' : 'only a report can be; resolve the incident';
    throw invalidInput('wrong_stage', `stage: cannot be ${stage}: ${cure}`, { expected: true });
  }
  const next = told(incident, stage, { ...telling, deed: 'updated' });
  return isClosed(next) ? { ...next, endedAt: telling.at } : next;
}

export type Plan = Pick<Maintenance, 'title' | 'services' | 'startsAt' | 'endsAt'>;

/** @throws AppError `invalid_period` (400): it is announced ahead. */
export function plannedMaintenance(whose: WhoseNotice, plan: Plan, telling: Telling): Draft<Maintenance> {
  if (plan.startsAt <= telling.at) throw invalidInput('invalid_period', 'startsAt: must lie ahead', { expected: true });
  if (plan.endsAt <= plan.startsAt) throw invalidInput('invalid_period', 'endsAt: must be after startsAt', { expected: true });
  const bare = { ...whose, kind: 'maintenance' as const, ...plan, stage: 'planned' as const };
  return told({ ...bare, updates: [], toMail: [], hasMail: false }, 'planned', { ...telling, deed: 'planned' });
}

/** @throws AppError `maintenance_over` (409) */
export function cancelledMaintenance(maintenance: Maintenance, telling: Telling): Draft<Maintenance> {
  const isOver = maintenance.stage === 'cancelled' || maintenance.endsAt <= telling.at;
  if (isOver) throw conflict('maintenance_over', 'The maintenance is over or cancelled already.', { expected: true });
  return told(maintenance, 'cancelled', { ...telling, deed: 'cancelled' });
}

/** Subscribers are told of what is known, and not of what somebody reported. */
const NOT_MAILED: readonly string[] = ['reported', 'unfounded'];

/** The update and that it is to be mailed are one write, with what the audit is told of it. */
function told<One extends Draft<Incident> | Draft<Maintenance>>(
  notice: One,
  stage: One['stage'],
  { deed, ...telling }: Telling & { deed: string },
): One {
  const { _id: id, tenantId, kind, title: name } = notice;
  const updates = [...notice.updates, { ...telling, stage }];
  const toMail = NOT_MAILED.includes(stage) ? notice.toMail : [...notice.toMail, updates.length - 1];
  const before = notice.updates.length === 0 ? {} : { stage: notice.stage };
  const fields = fieldChanges(before, { stage, text: telling.text });
  const action = { kind: `${kind}.${deed}`, record: { type: kind, id, name }, fields, ...actorOf(telling) };
  const outbox = [actionTaken(action, { tenantId, source: SERVICE_NAME, at: telling.at })];
  return { ...notice, stage, updates, toMail, hasMail: toMail.length > 0, outbox };
}

export const OPERATOR = 'operator';

function actorOf({ by }: Telling) {
  return by === OPERATOR ? { actor: { kind: 'operator' as const, id: OPERATOR } } : {};
}

/** One page of subscribers was told of the update that is first in line; the last page of them ends it. */
export function afterMails(
  notice: Notice,
  from: string | undefined,
  page: { last?: string | undefined; isLast: boolean },
): Draft<Notice> | undefined {
  if (notice.mailedUpTo !== from) return undefined;
  const { mailedUpTo: _before, ...rest } = notice;
  if (!page.isLast) return { ...rest, ...(page.last === undefined ? {} : { mailedUpTo: page.last }) };
  const toMail = notice.toMail.slice(1);
  return { ...rest, toMail, hasMail: toMail.length > 0 };
}
