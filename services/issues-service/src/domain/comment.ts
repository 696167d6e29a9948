import { actionTaken } from '@psa-bridge/audit';
import { newId } from '@psa-bridge/core';
import type { Draft, Stored } from '@psa-bridge/persistence';
import { SERVICE_NAME } from './issue-events.ts';

/** What somebody said of an issue. Nobody changes it afterwards. */
export interface Comment extends Stored {
  issueId: string;
  by: string;
  at: Date;
  text: string;
}

/** A new comment. The audit is told that one was made, not its words: those stand here, and go with whoever wrote them. */
export function newComment(tenantId: string, said: Pick<Comment, 'issueId' | 'by' | 'at' | 'text'>): Draft<Comment> {
  const deed = { kind: 'issue.commented', record: { type: 'issue', id: said.issueId } };
  const outbox = [actionTaken(deed, { tenantId, source: SERVICE_NAME, at: said.at })];
  return { _id: newId(), tenantId, ...said, outbox };
}
