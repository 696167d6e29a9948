import { env } from '@psa-bridge/core';
import { mailFrom, mailUrl } from '@psa-bridge/mail';
import { baseConfig } from '@psa-bridge/service-host';
import { z } from 'zod';

export const configSchema = z.object({
  ...baseConfig,
  /** Where a trace is looked at, with `{traceId}` in it: issues link there. */
  TRACE_URL: linkWith('{traceId}').optional(),
  /** Where the runbooks are, with `{code}` in it for the issue's code: issues link there. */
  RUNBOOK_URL: linkWith('{code}').optional(),
  /** Base URL of identity-service, which knows the address of whoever wants mails of issues and who may own one; without it nobody is mailed
   * and any owner is taken. */
  IDENTITY_URL: env.url().optional(),
  /** Where people reach the front end: links in mails of issues lead there; without it nobody is mailed. */
  PUBLIC_URL: env.url().optional(),
  /** How many days an issue is kept after it was cleared or dismissed. */
  ISSUE_KEPT_DAYS: env.int().min(7).max(3_650).default(365),
  /** How many days after its last failure an issue keeps what was sent to the PSA and answered. */
  EXCHANGE_KEPT_DAYS: env.int().min(1).max(3_650).default(90),
  /** The mail server that digests of issues go out by: `smtp://user:password@host:port`; `outbox:` keeps mails to be read instead. */
  MAIL_URL: mailUrl().optional(),
  /** Who mails are from. */
  MAIL_FROM: mailFrom(),
});

export type Config = z.output<typeof configSchema>;

function linkWith(placeholder: string) {
  return z
    .string()
    .regex(/^https?:\/\/\S+$/, 'must begin with http:// or https://')
    .includes(placeholder, { message: `must hold ${placeholder}` });
}
