/** Why a document is not in Xero, or is there with a reservation: what happened, and how to mend it. */
export interface Problem {
  /** Stable, in capitals: one remedy for all that share it. */
  code: string;
  /** What a person reads; the texts of the rules are to the letter. */
  message: string;
  /** What to do. */
  cure: string;
  /** Xero's own words, where it said something. */
  details?: readonly string[];
}

/**
 * What a failure costs. `strike`: tried again, three times (XI-02). `fault`: a repetition cannot help, so a person is asked at
 * once (XI-43). `hold`: the connection is in trouble, not the document: nothing is counted, all of it waits (XI-44).
 */
export type Weight = 'strike' | 'fault' | 'hold';

export interface Failure extends Problem {
  weight: Weight;
}

export function problem(code: string, message: string, cure: string): Problem {
  return { code, message, cure };
}
