import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { faultOperations } from '../../http/fault.operations.ts';
import { faultSchema } from '../../http/fault-table.ts';
import { setSwitchesOperation } from '../../http/switches.ts';
import type { Simulation } from '../simulation.ts';
import { switchesSchema } from '../switches.ts';

/** How the vendor behaves. */
export function behaviourOperations(simulation: Simulation) {
  const { tenant, allowance, lateCommits, tokens, faults } = simulation;
  return {
    ...faultOperations(simulation),
    setSwitches: setSwitchesOperation(switchesSchema, tenant),
    addErrorFault: operation(
      'Arms a fault that answers one of the shapes of an error; answers its id.',
      z.strictObject({
        match: faultSchema.shape.match,
        times: faultSchema.shape.times,
        shape: z.enum(SHAPES),
        status: z.int().min(400).max(599).default(400),
        text: z.string().default('An error has occurred.'),
      }),
      ({ match, times, shape, status, text }) =>
        faults.add({ match, times, action: { kind: 'status', status, ...BODY[shape](text) } }),
    ),
    addWarning: operation(
      'The next successful write of this entity carries the text in _warning.',
      z.strictObject({ entity: z.string(), text: z.string() }),
      (warning) => {
        tenant.warnings.push(warning);
      },
    ),
    spendAllowance: operation('Calls of other integrations, now.', z.strictObject({ calls: z.int().min(1) }), ({ calls }) =>
      allowance.spend(calls),
    ),
    setLimit: operation('Changes the calls that five minutes allow.', z.strictObject({ calls: z.int().min(1) }), ({ calls }) =>
      allowance.setLimit(calls),
    ),
    state: operation('Switches, access, tokens, the allowance and what waits.', z.strictObject({}), () => ({
      switches: tenant.switches,
      access: tenant.access,
      tokensIssued: tokens.issued(),
      callsLeft: allowance.left(),
      lateCommits: lateCommits.waiting(),
    })),
  };
}

const SHAPES = ['text', 'exception', 'message', 'errorMessage', 'problem', 'empty', 'html'] as const;

interface ErrorBody {
  body?: string;
  contentType?: string;
}

const json = (value: unknown): ErrorBody => ({ body: JSON.stringify(value), contentType: 'application/json; charset=utf-8' });

/** The table of halopsa.md 9. */
const BODY: Readonly<Record<(typeof SHAPES)[number], (text: string) => ErrorBody>> = {
  text: (text) => ({ body: text, contentType: 'text/plain; charset=utf-8' }),
  exception: (text) => json({ ClassName: 'System.Exception', Message: text, Data: null, InnerException: null }),
  message: (text) => json({ Message: text }),
  errorMessage: (text) => json({ resultCode: 'Error', errorMessage: text }),
  problem: (text) => json({ type: 'about:blank', title: text, status: 400, traceId: '00-0-0-00', errors: { $: [text] } }),
  empty: () => ({}),
  html: (text) => ({ body: `<!DOCTYPE html><html><body><h1>${text}</h1></body></html>`, contentType: 'text/html' }),
};
