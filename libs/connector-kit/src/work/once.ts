import { type ArmedPoints, type Clock, isAppError, unavailable } from '@psa-bridge/core';
import type { CreateSteps } from '../definition/resource.ts';
import type { HeldRow } from './held-row.ts';
import { afterEvent, nextMove, type Step, type StepEvent } from './steps.ts';

export interface OnceOptions {
  held: Pick<HeldRow, 'current' | 'write'>;
  quarantineMs: number;
  clock: Clock;
  faults: ArmedPoints;
}

/** True for errors after which it is certain that the PSA did nothing. */
function isSurelyUndone(error: unknown): boolean {
  return isAppError(error) && error.code !== 'psa_unclear' && error.code !== 'lease_lost' && error.kind !== 'bug';
}

/**
 * Claim → create → confirm (architecture rule 6) for one named step of a row.
 *
 * @throws AppError `step_quarantined` (unavailable, with `retryAt`) while an earlier unclear try may still take effect; and
 * whatever `find` and `create` throw.
 */
export async function onceStep(name: string, steps: CreateSteps, options: OnceOptions): Promise<string> {
  const { held, clock } = options;
  const note = (event: StepEvent) => held.write((row) => ({ ...row, steps: afterEvent(row.steps, name, event) }));
  const stepNow = (): Step | undefined => held.current().steps.find((step) => step.name === name);

  const move = nextMove(stepNow(), clock.now());
  if (move.move === 'answer') return move.id;
  if (move.move === 'wait') throw quarantined(name, move.until);
  if (move.move === 'search') {
    const found = await steps.find(move.claim);
    if (found !== undefined) {
      await note({ event: 'confirmed', id: found });
      return found;
    }
  }
  const claim = move.move === 'search' ? move.claim : ((await steps.claim?.()) ?? {});
  await note({ event: 'claimed', claim, at: clock.now() });
  return create({ claim, steps, note, options });
}

interface Creation {
  claim: Step['claim'];
  steps: CreateSteps;
  note: (event: StepEvent) => Promise<unknown>;
  options: OnceOptions;
}

async function create({ claim, steps, note, options }: Creation): Promise<string> {
  const { clock, quarantineMs, faults } = options;
  const place = `push:${options.held.current().entityType}`;
  await faults.reach('before_call', place);
  let id: string;
  try {
    id = await steps.create(claim);
  } catch (error) {
    if (isSurelyUndone(error)) await note({ event: 'refused' });
    else await note({ event: 'unclear', until: new Date(clock.now().getTime() + quarantineMs) });
    throw error;
  }
  await faults.reach('after_call', place);
  await note({ event: 'confirmed', id });
  return id;
}

function quarantined(step: string, until: Date) {
  return unavailable('step_quarantined', `The outcome of an earlier try is not known yet.`, {
    retryAt: until,
    details: { step },
    expected: true,
  });
}
