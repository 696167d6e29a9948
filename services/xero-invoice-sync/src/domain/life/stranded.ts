import { problem, type Problem } from '../problem.ts';
import type { SyncItem } from './sync-item.ts';

/** Of a fault that waits for its organisation, and ends by itself once that is connected again. */
export const STRANDED = 'ORGANISATION_DISCONNECTED';

/** Its document is, or may be, in the organisation that it was sent to: in no other may there be a second one (XI-05). */
export function isBound({ link, isUnanswered }: SyncItem): boolean {
  return link !== undefined || isUnanswered === true;
}

export function isStranded({ state, problem: told }: SyncItem): boolean {
  return state === 'fault' && told?.code === STRANDED;
}

/** What a person is told of what is bound to an organisation that is not connected. */
export function strandedProblem({ link, isUnanswered }: SyncItem, organisation: string): Problem {
  const again = `Connect ${organisation} again under Xero > Connection`;
  if (link !== undefined && isUnanswered !== true)
    return problem(
      STRANDED,
      `Its document ${link.number} is in ${organisation} in Xero, which is not connected any more`,
      `${again}, and it goes on by itself; or dismiss it.`,
    );
  return problem(
    STRANDED,
    `There may be a document of it in ${organisation} in Xero, which is not connected any more: it was being sent there, and how that ended is not known`,
    `${again}, and it is looked for there by itself. If you know that there is no document of it there, dismiss it and take that back: it then goes to the organisation that the rules name now.`,
  );
}
