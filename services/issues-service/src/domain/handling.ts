import { fieldChanges } from '@psa-bridge/audit';
import { invalidInput } from '@psa-bridge/core';
import { isListed } from './apply-result.ts';
import type { Handling, Issue, Severity } from './issue.ts';
import { closed } from './issue-actions.ts';
import type { IssueChange } from './issue-change.ts';

/** What a person changes of an issue; null takes away, what is left out stays. */
export interface Handled {
  owner?: string | null;
  isAcknowledged?: boolean;
  mutedUntil?: Date | null;
  severity?: Severity;
}

/** Who changes it, and when. */
export interface Doing {
  by: string;
  at: Date;
}

/**
 * Owner, acknowledgement, muting and severity of an issue. What is so already changes nothing.
 *
 * @throws AppError `issue_closed` (conflict) when it is cleared or dismissed.
 */
export function handle(issue: Issue, change: Handled, doing: Doing): IssueChange | undefined {
  if (!isListed(issue)) throw closed(issue);
  const handled = { ...unhandled(issue), ...changed(issue, change, doing) };
  const fields = fieldChanges(shown(issue), shown(handled));
  if (fields.changes.length === 0) return undefined;
  const isMuted = handled.mutedUntil !== undefined && handled.mutedUntil.getTime() !== issue.mutedUntil?.getTime();
  return {
    event: isMuted ? 'muted' : 'updated',
    issue: { ...handled, revision: issue.revision + 1 },
    deed: { kind: 'issue.updated', fields },
  };
}

/** @throws AppError `mute_in_the_past` for a time until which nothing would be muted. */
export function checkMute({ mutedUntil }: Handled, now: Date): void {
  if (mutedUntil && mutedUntil <= now)
    throw invalidInput('mute_in_the_past', 'mutedUntil: give a time to come, or null to end the muting.', { expected: true });
}

function unhandled({ owner: _owner, acknowledged: _seen, mutedUntil: _until, ...issue }: Issue): Issue {
  return issue;
}

function changed(issue: Issue, change: Handled, { by, at }: Doing): Partial<Handling> {
  const owner = change.owner === undefined ? issue.owner : change.owner;
  const mutedUntil = change.mutedUntil === undefined ? issue.mutedUntil : change.mutedUntil;
  const isSeen = change.isAcknowledged ?? issue.acknowledged !== undefined;
  return {
    ...(owner ? { owner } : {}),
    ...(mutedUntil && mutedUntil > at ? { mutedUntil } : {}),
    ...(isSeen ? { acknowledged: issue.acknowledged ?? { at, by } } : {}),
    ...(change.severity === undefined ? {} : { severity: change.severity, isSeverityChosen: true as const }),
  };
}

function shown({ owner, acknowledged, mutedUntil, severity }: Handling): Record<string, unknown> {
  return { owner, isAcknowledged: acknowledged !== undefined, mutedUntil: mutedUntil?.toISOString(), severity };
}
