import { AppError, isAppError, type Clock, type ErrorKind } from '@psa-bridge/core';
import type { Exchange, HttpClient, HttpRequest } from '@psa-bridge/http-client';
import type { Metrics } from '@psa-bridge/observability';
import type { Budget, BudgetKey, Permit } from '../budget/budget.ts';
import type { Slots } from '../budget/slots.ts';
import type { AnswerReading, PsaAnswer, PsaCall, PsaRequest, ReadAnswer } from '../definition/call.ts';
import { laneRank, type Lane } from '../definition/lanes.ts';
import { isWrite, readByStatus, retryAfter } from './read-answer.ts';

/** What one piece of work did at the PSA. */
export interface CallMeter {
  calls: number;
  /** The call that failed last. */
  failed?: Exchange;
}

/** Calls of one piece of work that wait at the same time wait once. */
export interface Patience {
  leftMs: number;
  /** Up to when the waiting is taken off, in milliseconds since 1970. */
  countedUntil: number;
  /** No single wait is longer: what several pieces of work wait for together would hold up the urgent one with the others. */
  atOnceMs: number;
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
  /** This work is that reading. */
  isReadingUsage?: boolean;
  /** How long this work may wait for permits before it is put off. Absent: not at all. */
  patience?: Patience;
}

export interface PsaCallsOptions {
  provider: string;
  http: Pick<HttpClient, 'request'>;
  budget: Budget;
  slots: Slots;
  readAnswer: ReadAnswer | undefined;
  /** Wait after "limited" without a time, in milliseconds. */
  penaltyMs: number;
  timeoutMs: number;
  clock: Clock;
  metrics: Pick<Metrics, 'count' | 'gauge'>;
}

const HOLD_MARGIN_MS = 5_000;

/** Permit → slot → breaker → call → exchange kept: the only way to a PSA (architecture rule 5). */
export function createPsaCalls(options: PsaCallsOptions): (terms: CallTerms) => PsaCall {
  const { budget, slots, clock, metrics, timeoutMs } = options;

  async function takePermit(terms: CallTerms): Promise<void> {
    const { of, lane, integrationId: integration } = terms;
    const permit = terms.isReadingUsage
      ? await budget.takeForReading(of)
      : await patiently(terms, clock, () => budget.take(of, lane, terms.onUsageDue));
    metrics.count('psa_bridge_budget_spent_total', { integration, lane });
    if (permit.remaining !== undefined) metrics.gauge('psa_bridge_budget_remaining', permit.remaining, { integration });
  }

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
    if (request.counted !== false) await takePermit(terms);
    try {
      return await inSlot(request, terms);
    } catch (error) {
      if (isAppError(error) && error.code === 'psa_limited') {
        const { limit } = error.details;
        if (typeof limit === 'number') await budget.noteRefusal(terms.of, limit);
        await budget.penalize(terms.of, error.retryAt ?? new Date(clock.now().getTime() + options.penaltyMs));
      }
      throw error;
    }
  };
}

/** An allowance comes back bit by bit: a short wait where the work is costs less than to put it off and to take it up again. */
async function patiently(
  { patience, signal }: Pick<CallTerms, 'patience' | 'signal'>,
  clock: Clock,
  take: () => Promise<Permit>,
): Promise<Permit> {
  for (;;) {
    try {
      return await take();
    } catch (error) {
      const retryAt = isAppError(error) && error.code === 'budget_exhausted' ? error.retryAt?.getTime() : undefined;
      const now = clock.now().getTime();
      if (patience === undefined || retryAt === undefined || !waits(patience, now, retryAt)) throw error;
      await clock.sleep(Math.max(1, retryAt - now), signal);
    }
  }
}

/** Takes the time off what is left of it; false where there is too little. */
function waits(patience: Patience, now: number, until: number): boolean {
  const cost = Math.max(0, until - Math.max(now, patience.countedUntil));
  if (cost > patience.leftMs || until - now > patience.atOnceMs) return false;
  patience.leftMs -= cost;
  patience.countedUntil = Math.max(until, patience.countedUntil);
  return true;
}

async function sendOne(request: PsaRequest, terms: CallTerms, options: PsaCallsOptions): Promise<PsaAnswer> {
  if (!terms.maySend())
    throw new AppError('The work was taken over before the call.', { code: 'lease_lost', kind: 'conflict', expected: true });
  const read = (answer: PsaAnswer): AnswerReading =>
    readingOf(answer, request, { readAnswer: options.readAnswer, now: options.clock.now() });
  terms.meter.calls += 1;
  const response = await options.http.request(outgoing(request, terms, options, read)).catch((error: unknown) => {
    throw fromSending(error, request, terms.meter);
  });
  const answer: PsaAnswer = { status: response.status, headers: response.headers, body: parseBody(response.body) };
  if (answer.status >= 200 && answer.status < 300) return answer;
  terms.meter.failed = response.exchange;
  throw fromReading(read(answer), answer);
}

interface Readers {
  readAnswer: ReadAnswer | undefined;
  now: Date;
}

/** An answer outside 200 to 299 as the error that a call throws. */
export function errorOfAnswer(answer: PsaAnswer, request: PsaRequest, readers: Readers): AppError {
  return fromReading(readingOf(answer, request, readers), answer);
}

function readingOf(answer: PsaAnswer, request: PsaRequest, { readAnswer, now }: Readers): AnswerReading {
  const reading = readAnswer?.(answer, request, now) ?? readByStatus(answer, request);
  const verdict = reading.verdict === 'unclear' && !isWrite(request) ? 'unavailable' : reading.verdict;
  // When to come back is said in a header that all vendors share, whatever each puts into its body.
  const retryAt = reading.retryAt ?? retryAfter(answer.headers['retry-after'], now);
  return { ...reading, verdict, ...(retryAt === undefined ? {} : { retryAt }) };
}

function outgoing(
  request: PsaRequest,
  terms: CallTerms,
  options: PsaCallsOptions,
  read: (answer: PsaAnswer) => AnswerReading,
): HttpRequest {
  const secrets = Object.entries(request.secretHeaders ?? {}).map(([name, secret]) => [name, secret.reveal()]);
  const { body } = request;
  const type = body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' };
  return {
    method: request.method,
    url: request.url,
    headers: {
      accept: 'application/json',
      ...type,
      ...request.headers,
      ...(Object.fromEntries(secrets) as Record<string, string>),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    deadlineMs: request.timeoutMs ?? options.timeoutMs,
    group: `${terms.integrationId}:${request.group}`,
    labels: { provider: options.provider, integration: terms.integrationId, group: request.group },
    countsAsFailure: (answer) =>
      answer.status >= 300 && isOutage(read({ status: answer.status, headers: {}, body: parseBody(answer.body) })),
    signal: terms.signal,
  };
}

function isOutage(reading: AnswerReading): boolean {
  return reading.verdict === 'unavailable' || reading.verdict === 'unclear';
}

function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
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
    details: {
      ...{ status: answer.status, body: answer.body },
      ...(reading.psaText === undefined ? {} : { psaText: reading.psaText }),
      ...(reading.limit === undefined ? {} : { limit: reading.limit }),
    },
    ...(reading.retryAt ? { retryAt: reading.retryAt } : {}),
  });
}

/** No answer came: after a write that may have gone out it is unclear whether the PSA acted. */
function fromSending(error: unknown, request: PsaRequest, meter: CallMeter): unknown {
  if (!isAppError(error) || error.kind !== 'unavailable' || error.code === 'breaker_open') return error;
  const exchange = error.details['exchange'];
  if (exchange) meter.failed = exchange as Exchange;
  const wasSent = error.details['maybeSent'] !== false;
  const [code, message] = wordsFor(wasSent, isWrite(request));
  return new AppError(message, { code, kind: 'unavailable', cause: error, details: { reason: error.code } });
}

function wordsFor(wasSent: boolean, isWrite: boolean): readonly [code: string, message: string] {
  if (!wasSent) return ['psa_unavailable', 'The PSA cannot be reached.'];
  return isWrite ? ['psa_unclear', 'The PSA did not answer; it may have acted.'] : ['psa_no_answer', 'The PSA did not answer.'];
}
