import type { RecordType } from '@psa-bridge/records';

/** One thing that a push would meet. */
export interface Finding {
  /** The record whose own push meets it: the quote, or one that is pushed before it. */
  entityType: RecordType;
  entityId: string;
  entityName: string;
  /** The line that would fail while the others go (IS-09). */
  line?: { id: string; name: string };
  /** The PSA's names of the fields that it is about. */
  fields: readonly string[];
  code: string;
  /** To the letter what the push would say. */
  message: string;
  remedy: string;
  psaText?: string;
  reference?: string;
}

/** `passes`, or what the push of the quote would end as; `not_wanted`: the PSA is not told of it as it stands. */
export type PreflightOutcome = 'passes' | 'partial' | 'fails' | 'not_wanted';

/** What a push of the quote would end as, by what was found. */
export function outcomeOf(findings: readonly Finding[], quoteId: string): PreflightOutcome {
  const own = findings.filter(({ entityId }) => entityId === quoteId);
  if (own.some(({ line }) => line === undefined)) return 'fails';
  return own.length > 0 ? 'partial' : 'passes';
}
