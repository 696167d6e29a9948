import type { HttpAnswer, HttpOutcome } from './exchange.ts';
import type { Struck } from './fault-table.ts';

export interface StrikeOptions {
  /** Carries the call out, effects included. */
  commit(): Promise<HttpAnswer>;
  /** Keeps the call's effects for later; without a delay until a search of the entity has found nothing. */
  postpone(delayMs: number | undefined): void;
  sleep(ms: number): Promise<void>;
  /** Waits for an event of somebody else's. */
  until(event: Promise<void>): Promise<void>;
  /** How the vendor says that something went wrong on its side. */
  serverError: HttpAnswer;
}

/** What the caller sees of a call that a fault has struck. */
export async function strike({ action, disarmed }: Struck, options: StrikeOptions): Promise<HttpOutcome> {
  const { commit, postpone, sleep, until, serverError } = options;
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
    case 'held':
      await until(disarmed);
      return commit();
    case 'lateCommit':
      postpone(action.delayMs);
      return 'hang';
  }
}
