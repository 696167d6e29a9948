import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import { conflict } from '@psa-bridge/core';
import type { Draft, Stored } from '@psa-bridge/persistence';
import type { EntityResult } from '../entity-result.ts';
import type { Problem } from '../issue.ts';
import { SERVICE_NAME } from '../issue-events.ts';
import { causeOf, ownWords } from './cause-of.ts';
import { withoutOwn } from './without-own.ts';

/** By what an admin may split a cause that puts together what does not belong together. Each is a field of the issues. */
export const SPLIT_FIELDS = ['entityType', 'operation', 'message', 'psaText'] as const;
export type SplitField = (typeof SPLIT_FIELDS)[number];

/** A cause as it is shown: how many issues have it is counted, never stored. */
export interface KnownCause extends Stored {
  integrationId: string;
  provider: string;
  code: string;
  kind: string;
  /** What it points at. */
  reference: string;
  /** The words of its failures, without what is one entity's own. */
  message: string;
  remedy: string;
  firstSeenAt: Date;
  /** The issues are shown in a group for each value of this field. */
  splitBy?: SplitField;
}

/** The cause of a failed result as it is to be known; undefined where it is known so already. */
export function noted(current: KnownCause | undefined, result: EntityResult, problem: Problem): Draft<KnownCause> | undefined {
  const { key: _id, reference } = causeOf(result, problem);
  const own = ownWords(result, problem);
  const message = withoutOwn(problem.message, own);
  // A partial success begins each remedy with the items that it is for.
  const remedy = withoutOwn(problem.remedy, own).replace(/(?:…,? ?)+: /g, '');
  if (current && current.message === message && current.remedy === remedy) return undefined;
  const { tenantId, integrationId, provider, finishedAt: firstSeenAt } = result;
  const { code, kind } = problem;
  return { ...{ _id, tenantId, integrationId, provider, code, kind, reference, firstSeenAt }, ...current, message, remedy };
}

/**
 * The cause split by a field, or put together again where none is given. Told to the audit; as it is already, nothing changes.
 *
 * @throws AppError `cause_not_split` (conflict) when there is nothing to put together.
 */
export function split(cause: KnownCause, by: SplitField | undefined, at: Date): Draft<KnownCause> | undefined {
  const { splitBy: before, ...whole } = cause;
  if (by === undefined && before === undefined)
    throw conflict('cause_not_split', 'The cause is not split, so there is nothing to put together.', { expected: true });
  if (by === before) return undefined;
  const { _id: id, tenantId, code: name } = cause;
  const deed = {
    kind: by === undefined ? 'issue_cause.joined' : 'issue_cause.split',
    record: { type: 'issue_cause', id, name },
    fields: fieldChanges({ splitBy: before }, { splitBy: by }),
  };
  const outbox = [actionTaken(deed, { tenantId, source: SERVICE_NAME, at })];
  return { ...whole, ...(by === undefined ? {} : { splitBy: by }), outbox };
}
