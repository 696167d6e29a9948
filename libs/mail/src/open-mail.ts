import { emailAddress, Secret, type Clock } from '@psa-bridge/core';
import { z } from 'zod';
import type { Mailer } from './mailer.ts';
import { createMailOutbox, type MailOutbox, type MailShelves } from './mailer.outbox.ts';
import { createNoMailer, createSmtpMailer } from './mailer.smtp.ts';

const OUTBOX = 'outbox:';

/** A variable that says how mail goes out: `smtp://user:password@host:port`, `smtps://…`, or `outbox:` to keep it. */
export const mailUrl = () =>
  z
    .string()
    .regex(/^(smtps?:\/\/\S+|outbox:)$/, 'must be smtp://…, smtps://… or outbox:')
    .transform((url) => new Secret(url));

/** A variable that says who mails are from. */
export const mailFrom = () => emailAddress().default('psa-bridge@localhost.localdomain');

export interface MailOptions {
  /** Without it nothing can be sent. */
  url: Secret | undefined;
  from: string;
  /** Where mails are kept if the URL says so. */
  shelves: MailShelves;
  clock: Clock;
  /** What a person is to do where no mail server is configured. */
  cure: string;
}

export interface OpenMail {
  mailer: Mailer;
  /** Where mails are kept instead of sent. */
  outbox?: MailOutbox;
  close(): void;
}

/** The way out that the configuration names. */
export function openMail({ url, from, shelves, clock, cure }: MailOptions): OpenMail {
  const close = (): void => undefined;
  if (url === undefined) return { mailer: createNoMailer(cure), close };
  if (url.reveal() !== OUTBOX) {
    const mailer = createSmtpMailer({ url, from });
    return { mailer, close: () => mailer.close() };
  }
  const outbox = createMailOutbox(shelves, clock);
  return { mailer: outbox, outbox, close };
}
