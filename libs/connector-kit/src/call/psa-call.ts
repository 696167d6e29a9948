import { AppError, isAppError, type Clock, type ErrorKind } from '@psa-bridge/core';
import type { Budget, BudgetKey } from '../budget/budget.ts';
import type { Slots } from '../budget/slots.ts';
import type { AnswerReading, PsaAnswer, PsaCall, PsaRequest, ReadAnswer } from '../definition/call.ts';
import { laneRank, type Lane } from '../definition/lanes.ts';
import type { RecordedExchange } from './exchange.ts';
import type { IncomingAnswer, OutgoingRequest, SendHttp } from './http-port.ts';
import { isWrite, readByStatus } from './read-answer.ts';

/** What one piece of work did at the PSA. */
export interface CallMeter {
  calls: number;
  /** The call that failed last. */
  failed?: RecordedExchange;
}

export interface CallTerms {
  integrationId: string;
  of: BudgetKey;
  lane: Lane;
  meter: CallMeter;
  /** Asked right before sending: false when the work was lost to someone else meanwhile. */
  maySend: () => boolean;
  signal: AbortSignal;
  /** Reads the PSA's own count, where it is this caller's turn; must not fail. */
  onUsageDue?: () => void;
}

export interface PsaCallsOptions {
  send: SendHttp;
  budget: Budget;
  slots: Slots;
  readAnswer: ReadAnswer | undefined;
  /** Wait after "limited" without a time, in milliseconds. */
  penaltyMs: number;
  timeoutMs: number;
  clock: Clock;
}

const HOLD_MARGIN_MS = 5_000;

/** Permit → slot → breaker → call → exchange kept: the only way to a PSA (architecture rule 5). */
export function createPsaCalls(options: PsaCallsOptions): (terms: CallTerms) => PsaCall {
  const { budget, slots, clock, timeoutMs } = options;

  async function inSlot(request: PsaRequest, terms: CallTerms): Promise<PsaAnswer> {
    const holdMs = (request.timeoutMs ?? timeoutMs) + HOLD_MARGIN_MS;
    const leave = await slots.enter({
      of: terms.of,
      group: request.group,
      holdMs,
      rank: laneRank(terms.lane),
      signal: terms.signal,
    });
    try {
      return await sendOne(request, terms, options);
    } finally {
      await leave().catch(() => undefined);
    }
  }

  return (terms) => async (request) => {
    if (request.counted !== false) {
      const { isUsageDue } = await budget.take(terms.of, terms.lane);
      if (isUsageDue) terms.onUsageDue?.();
    }
    try {
      return await inSlot(request, terms);
    } catch (error) {
      if (isAppError(error) && error.code === 'psa_limited') {
        await budget.penalize(terms.of, error.retryAt ?? new Date(clock.now().getTime() + options.penaltyMs));
      }
      throw error;
    }
  };
}

async function sendOne(request: PsaRequest, terms: CallTerms, options: PsaCallsOptions): Promise<PsaAnswer> {
  if (!terms.maySend())
    throw new AppError('The work was taken over before the call.', { code: 'lease_lost', kind: 'conflict', expected: true });
  const read = (answer: PsaAnswer): AnswerReading => {
    const now = options.clock.now();
    return options.readAnswer?.(answer, request, now) ?? readByStatus(answer, request, now);
  };
  terms.meter.calls += 1;
  let answer: IncomingAnswer;
  try {
    answer = await options.send(outgoing(request, terms, options, read));
  } catch (error) {
    throw fromSending(error, request, terms.meter);
  }
  if (answer.status >= 200 && answer.status < 300) return { status: answer.status, headers: answer.headers, body: answer.body };
  terms.meter.failed = answer.exchange;
  throw fromReading(read(answer), answer);
}

function outgoing(
  request: PsaRequest,
  terms: CallTerms,
  options: PsaCallsOptions,
  read: (answer: PsaAnswer) => AnswerReading,
): OutgoingRequest {
  const secrets = Object.entries(request.secretHeaders ?? {});
  const isText = typeof request.body === 'string';
  const type = request.body === undefined || isText ? {} : { 'content-type': 'application/json' };
  return {
    method: request.method,
    url: request.url,
    headers: {
      accept: 'application/json',
      ...type,
      ...request.headers,
      ...Object.fromEntries(secrets.map(([name, secret]) => [name, secret.reveal()])),
    },
    secretNames: secrets.map(([name]) => name),
    ...(request.body === undefined ? {} : { body: isText ? (request.body as string) : JSON.stringify(request.body) }),
    timeoutMs: request.timeoutMs ?? options.timeoutMs,
    breaker: `${terms.integrationId}:${request.group}`,
    countsAsOutage: (status, headers, body) =>
      status >= 300 && ['unavailable', 'unclear'].includes(read({ status, headers, body }).verdict),
    signal: terms.signal,
  };
}

const KINDS: Readonly<Record<AnswerReading['verdict'], { code: string; kind: ErrorKind; message: string }>> = {
  refused: { code: 'psa_refused', kind: 'rejected', message: 'The PSA refused the call.' },
  not_found: { code: 'psa_not_found', kind: 'not_found', message: 'The PSA does not know what was asked for.' },
  forbidden: { code: 'psa_forbidden', kind: 'forbidden', message: 'The PSA does not allow this to the API user.' },
  credentials: { code: 'psa_credentials', kind: 'unauthenticated', message: 'The PSA does not accept the credentials.' },
  limited: { code: 'psa_limited', kind: 'rate_limited', message: 'The PSA limits the number of calls.' },
  unavailable: { code: 'psa_unavailable', kind: 'unavailable', message: 'The PSA is not available.' },
  unclear: { code: 'psa_unclear', kind: 'unavailable', message: 'The PSA answered so that it is unclear whether it acted.' },
};

function fromReading(reading: AnswerReading, answer: PsaAnswer): AppError {
  const { code, kind, message } = KINDS[reading.verdict];
  return new AppError(message, {
    code,
    kind,
    details: { status: answer.status, body: answer.body, ...(reading.psaText === undefined ? {} : { psaText: reading.psaText }) },
    ...(reading.retryAt ? { retryAt: reading.retryAt } : {}),
  });
}

/** No answer came: after a write that went out it is unclear whether the PSA acted. */
function fromSending(error: unknown, request: PsaRequest, meter: CallMeter): unknown {
  if (!isAppError(error) || error.code === 'breaker_open') return error;
  if (error.kind !== 'unavailable') return error;
  const exchange = error.details['exchange'];
  if (exchange) meter.failed = exchange as RecordedExchange;
  const isUnclear = isWrite(request) && error.code !== 'not_sent';
  const { code, message } = isUnclear
    ? { code: 'psa_unclear', message: 'The PSA did not answer; it may have acted.' }
    : noAnswer(error);
  return new AppError(message, { code, kind: 'unavailable', cause: error, details: { reason: error.code } });
}

function noAnswer(error: AppError): { code: string; message: string } {
  return error.code === 'not_sent'
    ? { code: 'psa_unavailable', message: 'The PSA cannot be reached.' }
    : { code: 'psa_unclear', message: 'The PSA did not answer.' };
}
