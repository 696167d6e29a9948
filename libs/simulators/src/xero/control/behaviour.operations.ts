import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { faultOperations } from '../../http/fault.operations.ts';
import { faultSchema, type FaultInput } from '../../http/fault-table.ts';
import { htmlAnswer, type HttpAnswer } from '../../http/exchange.ts';
import { setSwitchesOperation } from '../../http/switches.ts';
import { serverError, textAnswer } from '../refusal.ts';
import type { Simulation } from '../simulation.ts';
import { switchesSchema } from '../switches.ts';

const organisation = z.int().min(0).default(0);
const calls = z.int().min(0).optional();
const app = z.enum(['standard', 'custom']).default('standard').describe('the limits of which app');

/** How the vendor behaves. */
export function behaviourOperations(simulation: Simulation) {
  const { platform, limits, grants, lateCommits, faults } = simulation;
  const whoseOf = (which: z.output<typeof app>, position: number) => {
    const { clientId, customClientId } = platform.credentials;
    return { clientId: which === 'custom' ? customClientId : clientId, organisation: position };
  };
  return {
    ...faultOperations(simulation),
    setSwitches: setSwitchesOperation(switchesSchema, platform),
    addErrorFault: operation(
      'Arms a fault that answers one of the shapes of an error; answers its id.',
      z.strictObject({
        match: faultSchema.shape.match,
        times: faultSchema.shape.times,
        shape: z.enum(SHAPES),
        problem: z.string().default('minute').describe('of limit: value of X-Rate-Limit-Problem'),
        retryAfter: z.string().optional().describe('of limit: none when left out'),
      }),
      ({ match, times, shape, problem, retryAfter }) =>
        faults.add({
          match,
          times,
          action: shape === 'limit' ? limitAction(problem, retryAfter) : actionOf(ANSWERS[shape]()),
        }),
    ),
    spendAllowance: operation(
      'Calls of others with the same app, now.',
      z.strictObject({ app, organisation, minute: calls, day: calls, appMinute: calls }),
      ({ app: which, organisation: position, minute = 0, day = 0, appMinute = 0 }) =>
        limits.spend(whoseOf(which, position), { minute, day, appMinute }),
    ),
    setLimits: operation(
      'Changes the calls that are allowed, such as 5,000 a day.',
      z.strictObject({ minute: calls, day: calls, appMinute: calls, concurrent: calls }),
      (input) => {
        const changed = Object.entries(input).filter(([, value]) => value !== undefined);
        limits.sizes = { ...limits.sizes, ...Object.fromEntries(changed) };
      },
    ),
    state: operation(
      'Switches, connections, tokens given out, what is left of the limits and what waits.',
      z.strictObject({}),
      () => ({
        switches: platform.switches,
        organisations: platform.books.map(({ organisation: { guid, values } }) => ({ tenantId: guid, name: values['Name'] })),
        connections: platform.connections.map((one) => one.organisation),
        tokensIssued: grants.counts(),
        left: platform.books.map(({ index }) => limits.left(whoseOf('standard', index))),
        leftOfCustom: limits.left(whoseOf('custom', 0)),
        lateCommits: lateCommits.waiting(),
      }),
    ),
  };
}

const SHAPES = ['serverError', 'maintenance', 'unavailable', 'organisationOffline', 'html', 'empty', 'limit'] as const;

/** The table of xero.md 14. */
const ANSWERS: Readonly<Record<Exclude<(typeof SHAPES)[number], 'limit'>, () => HttpAnswer>> = {
  serverError,
  maintenance: () => textAnswer(503, 'The Xero API is currently offline for maintenance'),
  unavailable: () => textAnswer(503, 'The Xero API is temporarily unavailable'),
  organisationOffline: () => textAnswer(503, 'The Organisation is offline'),
  html: () => htmlAnswer(502, 'Bad Gateway'),
  empty: () => ({ status: 500 }),
};

function actionOf({ status, headers = {}, body }: HttpAnswer): FaultInput['action'] {
  return { kind: 'status', status, headers: { ...headers }, ...(body === undefined ? {} : { body }) };
}

function limitAction(problem: string, retryAfter: string | undefined): FaultInput['action'] {
  const headers = { 'x-rate-limit-problem': problem };
  return { kind: 'status', status: 429, headers, ...(retryAfter === undefined ? {} : { retryAfter }) };
}
