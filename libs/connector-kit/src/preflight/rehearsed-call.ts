import { AppError, type Clock } from '@psa-bridge/core';
import { errorOfAnswer } from '../call/psa-call.ts';
import { isWrite } from '../call/read-answer.ts';
import type { PsaAnswer, PsaCall, PsaRequest, ReadAnswer } from '../definition/call.ts';
import type { Rehearsal } from '../definition/rehearsal.ts';
import { speaksOfImagined } from './imagined-ids.ts';

/** More than this a check of one quote is not worth. */
export const MOST_CALLS = 60;

export interface RehearsedCalls {
  /** The way of a session, whose own is used for what is read. */
  through(real: PsaCall): PsaCall;
  /** The writes that would have been sent since the last asking. */
  takeWrites(): readonly PsaRequest[];
  /** From now on writes are answered as the PSA would answer them; before, each is taken to succeed. */
  judge(): void;
  /** Calls so far that were really made. */
  made(): number;
}

export interface RehearsedCallsOptions {
  rehearsal: () => Rehearsal;
  readAnswer: ReadAnswer | undefined;
  clock: Clock;
}

/** A way to the PSA by which nothing is written: reads go there, each once; writes are imagined and kept to be looked at. */
export function rehearsedCalls({ rehearsal, readAnswer, clock }: RehearsedCallsOptions): RehearsedCalls {
  const answers = new Map<string, Promise<PsaAnswer>>();
  let writes: PsaRequest[] = [];
  let isJudging = false;
  let made = 0;

  function read(request: PsaRequest, real: PsaCall): Promise<PsaAnswer> {
    // What is not counted opens the session, such as a token, which may have to be asked for anew.
    if (request.counted === false) return real(request);
    const key = `${request.method} ${request.url} ${JSON.stringify(request.body ?? '')}`;
    const known = answers.get(key);
    if (known) return known;
    made += 1;
    if (made > MOST_CALLS) return Promise.reject(tooLarge());
    const answer = real(request);
    answers.set(key, answer);
    answer.catch(() => undefined);
    return answer;
  }

  async function write(request: PsaRequest): Promise<PsaAnswer> {
    writes.push(request);
    const refusal = isJudging ? await rehearsal().refusal(request) : undefined;
    if (refusal === undefined) return rehearsal().imagine(request);
    throw errorOfAnswer(refusal, request, { readAnswer, now: clock.now() });
  }

  return {
    through: (real) => async (request) => {
      if (isWrite(request)) return write(request);
      return speaksOfImagined(request) ? rehearsal().imagine(request) : read(request, real);
    },
    takeWrites() {
      const taken = writes;
      writes = [];
      return taken;
    },
    judge: () => void (isJudging = true),
    made: () => made,
  };
}

function tooLarge(): AppError {
  return new AppError(`The check was left off after ${MOST_CALLS} calls to the PSA.`, {
    ...{ code: 'preflight_too_large', kind: 'too_large', expected: true },
  });
}
