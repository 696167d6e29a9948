import { conflict, rejected, unavailable, type Secret } from '@psa-bridge/core';
import { createTransport } from 'nodemailer';
import type { Mailer } from './mailer.ts';

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
/** From here on a server's answer is final (RFC 5321); below, the same mail may pass later. */
const PERMANENT = 500;

export interface SmtpOptions {
  /** `smtp://user:password@host:port`, or `smtps://…`. */
  url: Secret;
  /** Who the mails are from. */
  from: string;
}

/** Sends through the operator's mail server. */
export function createSmtpMailer({ url, from }: SmtpOptions): Mailer & { close(): void } {
  const transport = createTransport({ url: url.reveal(), ...TIMEOUTS });
  return {
    async send(_tenantId, { id, to, subject, text, html }) {
      try {
        await transport.sendMail({ from, to, subject, text, html, messageId: `<${id}@${from.split('@').at(-1) ?? from}>` });
      } catch (error) {
        throw mailError(error);
      }
    },
    close: () => transport.close(),
  };
}

/** Where nothing is configured, whoever wants to mail is told so, and what to do instead: nothing must look sent that never left. */
export function createNoMailer(cure: string): Mailer {
  const refusal = () => conflict('mail_not_configured', `No mail server is configured. ${cure}`, { expected: true });
  return { send: () => Promise.reject(refusal()) };
}

function mailError(error: unknown) {
  const { responseCode = 0, response } = error as { responseCode?: number; response?: string };
  if (responseCode >= PERMANENT) {
    return rejected('mail_refused', `The mail server refused the mail: ${response ?? responseCode}`, {
      cause: error,
      expected: true,
    });
  }
  return unavailable('mail_server_unavailable', 'The mail server does not take the mail now. Try again later.', {
    cause: error,
  });
}
