import type { HttpAnswer, HttpOutcome } from './exchange.ts';
import type { FaultAction } from './fault-table.ts';

export interface StrikeOptions {
  /** Carries the call out, effects included. */
  commit(): Promise<HttpAnswer>;
  /** Keeps the call's effects for later; without a delay until a search of the entity has found nothing. */
  postpone(delayMs: number | undefined): void;
  sleep(ms: number): Promise<void>;
  /** How the vendor says that something went wrong on its side. */
  serverError: HttpAnswer;
}

/** What the caller sees of a call that a fault has struck. */
export async function strike(action: FaultAction, { commit, postpone, sleep, serverError }: StrikeOptions): Promise<HttpOutcome> {
  switch (action.kind) {
    case 'timeoutBeforeCommit':
      return 'hang';
    case 'resetBeforeCommit':
      return 'reset';
    case 'timeoutAfterCommit':
      await commit();
      return 'hang';
    case 'resetAfterCommit':
      await commit();
      return 'reset';
    case 'error500AfterCommit':
      await commit();
      return serverError;
    case 'status':
      return {
        status: action.status,
        headers: {
          ...action.headers,
          ...(action.retryAfter === undefined ? {} : { 'retry-after': action.retryAfter }),
          ...(action.contentType === undefined ? {} : { 'content-type': action.contentType }),
        },
        ...(action.body === undefined ? {} : { body: action.body }),
      };
    case 'slow':
      await sleep(action.ms);
      return commit();
    case 'lateCommit':
      postpone(action.delayMs);
      return 'hang';
  }
}
