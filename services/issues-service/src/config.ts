import { baseConfig } from '@psa-bridge/service-host';
import { z } from 'zod';

export const configSchema = z.object({
  ...baseConfig,
  /** Where a trace is looked at, with `{traceId}` in it: issues link there. */
  TRACE_URL: linkWith('{traceId}').optional(),
  /** Where the runbooks are, with `{code}` in it for the code: issues link there. */
  RUNBOOK_URL: linkWith('{code}').optional(),
});

export type Config = z.output<typeof configSchema>;

function linkWith(placeholder: string) {
  return z
    .string()
    .regex(/^https?:\/\/\S+$/, 'must begin with http:// or https://')
    .includes(placeholder, { message: `must hold ${placeholder}` });
}
