import type { Claim } from '../definition/resource.ts';

/**
 * One creation in the PSA, as stored in its work row (architecture rule 6):
 * `claimed` before the call, `unclear` after an answer that leaves open whether the PSA acted, `confirmed` with the PSA's id.
 * A clear refusal takes the step away. A worker that dies between claim and answer leaves `claimed`, which the next one
 * reads as unclear.
 */
export interface Step {
  name: string;
  state: 'claimed' | 'unclear' | 'confirmed';
  claim: Claim;
  /** When the claim was stored. */
  at: Date;
  /** Until when the PSA may still be carrying out the call, while unclear. */
  until?: Date;
  /** The PSA's id, once confirmed. */
  id?: string;
}

/** What to do next for a step. */
export type NextMove =
  | { move: 'answer'; id: string }
  | { move: 'wait'; until: Date }
  | { move: 'search'; claim: Claim }
  /** The claim is still to be made. */
  | { move: 'claim' };

export function nextMove(step: Step | undefined, now: Date): NextMove {
  if (step === undefined) return { move: 'claim' };
  if (step.state === 'confirmed' && step.id !== undefined) return { move: 'answer', id: step.id };
  if (step.until !== undefined && step.until > now) return { move: 'wait', until: step.until };
  return { move: 'search', claim: step.claim };
}

export type StepEvent =
  | { event: 'claimed'; claim: Claim; at: Date }
  | { event: 'confirmed'; id: string }
  /** Nothing was sent, or the PSA refused: there is surely no entity. */
  | { event: 'refused' }
  | { event: 'unclear'; until: Date };

/** The steps after an event of the named one. Pure. */
export function afterEvent(steps: readonly Step[], name: string, event: StepEvent): readonly Step[] {
  const others = steps.filter((step) => step.name !== name);
  const current = steps.find((step) => step.name === name);
  switch (event.event) {
    case 'claimed':
      return [...others, { name, state: 'claimed', claim: event.claim, at: event.at }];
    case 'refused':
      return others;
    case 'confirmed':
      return [...others, { name, state: 'confirmed', claim: current?.claim ?? {}, at: current?.at ?? new Date(0), id: event.id }];
    case 'unclear':
      return current ? [...others, { ...current, state: 'unclear', until: event.until }] : steps;
  }
}

/** What a new owner must make of the steps of one whose lease lapsed: what was claimed may have been carried out. */
export function afterTakeover(steps: readonly Step[], until: Date): readonly Step[] {
  return steps.map((step) => (step.state === 'claimed' ? { ...step, state: 'unclear', until } : step));
}

/** Until when the row has to wait before a search is believed. */
export function quarantinedUntil(steps: readonly Step[]): Date | undefined {
  const times = steps.flatMap((step) => (step.state === 'unclear' && step.until ? [step.until.getTime()] : []));
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}
