import { digestOf, entryId, sealOf, type AuditEntry, type AuditPayload, type ChainEnd } from './entry.ts';

export const PROBLEMS = [
  'entries_missing',
  'entry_misplaced',
  'entry_changed',
  'link_broken',
  'payload_changed',
  'payload_missing',
  'payload_unchained',
  'end_cut_off',
] as const;

/** Something that an untouched audit does not have. */
export interface ChainProblem {
  problem: (typeof PROBLEMS)[number];
  /** The first entry that is concerned. */
  sequence?: number;
  /** The last one, where several are missing. */
  until?: number;
  eventId?: string;
  explanation: string;
}

/** What is wrong with an entry that was found behind `end`. */
export function checkEntry(entry: AuditEntry, end: ChainEnd): ChainProblem[] {
  const { sequence, eventId } = entry;
  const expected = end.sequence + 1;
  if (entry._id !== entryId(entry.tenantId, sequence))
    return [problem('entry_misplaced', entry, 'The entry stands in the place of another one.')];
  const found: ChainProblem[] = [];
  if (sequence > expected)
    found.push({
      ...{ problem: 'entries_missing', sequence: expected, until: sequence - 1 },
      explanation: `${sequence - expected} entries are missing.`,
    });
  if (sealOf(entry) !== entry.seal)
    found.push(problem('entry_changed', { sequence, eventId }, 'The entry was changed after it was written.'));
  if (sequence === expected && entry.previous !== end.seal)
    found.push(problem('link_broken', { sequence, eventId }, 'The entry does not follow the one before it.'));
  return found;
}

/** What is wrong with an entry's payload. */
export function checkPayload(entry: AuditEntry, payload: AuditPayload | undefined, isErased: boolean): ChainProblem[] {
  if (payload && digestOf(payload) !== entry.digest)
    return [problem('payload_changed', entry, 'What the entry tells was changed after it was written.')];
  if (!payload && !isErased)
    return [problem('payload_missing', entry, 'What the entry told is gone, and no erasure tells of it.')];
  return [];
}

/** Entries that are known to have been there behind the last one that was found. */
export function checkEnd(end: ChainEnd, known: ChainEnd | undefined): ChainProblem[] {
  if (!known || known.sequence <= end.sequence) return [];
  return [
    {
      ...{ problem: 'end_cut_off', sequence: end.sequence + 1, until: known.sequence },
      explanation: `The last ${known.sequence - end.sequence} entries are missing.`,
    },
  ];
}

export function unchained({ _id: eventId }: AuditPayload): ChainProblem {
  return { problem: 'payload_unchained', eventId, explanation: 'It was put in beside the chain: no entry tells of it.' };
}

export function endOf({ sequence, seal }: ChainEnd): ChainEnd {
  return { sequence, seal };
}

function problem(
  name: ChainProblem['problem'],
  { sequence, eventId }: Pick<AuditEntry, 'sequence' | 'eventId'>,
  explanation: string,
): ChainProblem {
  return { problem: name, sequence, eventId, explanation };
}
