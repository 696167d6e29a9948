/** Who is named as the provider of what partners report themselves. */
export const REPORTING = 'public-api';

/** What an outside integration says of its own sync (PA-30). */
export interface ReportedState {
  state: string;
  error?: string | undefined;
  externalIdentifier?: string | undefined;
}

/** Whose state is reported. */
export interface ReportedEntity {
  entityType: string;
  entityId: string;
  entityName: string;
}

/** Only `error` is documented; of other words these say that nothing has ended yet, and the rest that it went well. */
const UNFINISHED: ReadonlySet<string> = new Set(['pending', 'queued', 'in_progress', 'syncing', 'synchronizing']);

export function outcomeOf({ state }: Pick<ReportedState, 'state'>): 'failed' | 'succeeded' | 'unfinished' {
  if (state === 'error') return 'failed';
  return UNFINISHED.has(state) ? 'unfinished' : 'succeeded';
}
