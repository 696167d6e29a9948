import type { PsaAnswer, PsaCall, PsaRequest } from '@psa-bridge/connector-kit';
import { AppError, systemClock, type ErrorKind } from '@psa-bridge/core';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { captureLogger } from '@psa-bridge/testing';
import { readAutotaskAnswer } from '../src/client/answer.ts';
import { openSession, type AutotaskSession } from '../src/session.ts';
import { AutotaskSettings, type AutotaskCredentials } from '../src/settings/settings.ts';

const KINDS: Readonly<Record<string, { code: string; kind: ErrorKind }>> = {
  refused: { code: 'psa_refused', kind: 'rejected' },
  not_found: { code: 'psa_not_found', kind: 'not_found' },
  forbidden: { code: 'psa_forbidden', kind: 'forbidden' },
  credentials: { code: 'psa_credentials', kind: 'unauthenticated' },
  limited: { code: 'psa_limited', kind: 'rate_limited' },
  unavailable: { code: 'psa_unavailable', kind: 'unavailable' },
  unclear: { code: 'psa_unclear', kind: 'unavailable' },
};

/** Calls the simulator straight, without budget, breaker and retries: for what the client and the connection test do. */
const straightCall: PsaCall = async (request) => {
  const response = await fetch(request.url, {
    method: request.method,
    headers: {
      'content-type': 'application/json',
      ...Object.fromEntries(Object.entries(request.secretHeaders ?? {}).map(([name, secret]) => [name, secret.reveal()])),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
  const text = await response.text();
  const answer: PsaAnswer = { status: response.status, headers: {}, body: parsed(text) };
  if (response.ok) return answer;
  throw failure(answer, request);
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : text;
  }
}

function failure(answer: PsaAnswer, request: PsaRequest): AppError {
  const reading = readAutotaskAnswer(answer, request);
  const { code, kind } = KINDS[reading?.verdict ?? 'refused'] ?? { code: 'psa_refused', kind: 'rejected' };
  return new AppError(code, { code, kind, details: { psaText: reading?.psaText ?? '', status: answer.status } });
}

/** A session on the simulator, with its credentials or others. */
export function simulatedSession(simulator: AutotaskSimulator, credentials: Partial<AutotaskCredentials> = {}): AutotaskSession {
  const kept = new Map<string, Promise<unknown>>();
  return openSession(
    {
      integration: {
        id: '01900000-0000-7000-8000-000000000001',
        tenantId: 'demo',
        name: 'Demo',
        settings: AutotaskSettings.parse({}),
      },
      credentials: { ...simulator.credentials, ...credentials },
      call: straightCall,
      memory: {
        remember<Value>(key: string, _ttlMs: number, load: () => Promise<Value>) {
          const value = (kept.get(key) as Promise<Value> | undefined) ?? load();
          kept.set(key, value);
          return value;
        },
        forget: (key) => void kept.delete(key),
      },
      clock: systemClock,
      log: captureLogger().logger,
    },
    { discoveryUrl: `${simulator.baseUrl()}/ATServicesRest/`, catalogue: undefined },
  );
}
