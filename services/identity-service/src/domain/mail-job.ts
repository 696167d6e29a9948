import { backoffMs, newId } from '@psa-bridge/core';
import type { Draft, Stored } from '@psa-bridge/persistence';
import type { TokenPurpose } from './mail-token.ts';

export type MailPurpose = TokenPurpose | 'password-changed' | 'email-changed' | 'registration';

/** Whom a mail is about, where its address does not tell: a user, or an invitation. */
export interface MailSubject {
  tenantId: string;
  id: string;
}

/**
 * A mail that somebody asked for. Whether the address is known is looked up when it is sent, so that the answer to the one who
 * asked takes the same time for every address.
 */
export interface MailJob extends Stored {
  purpose: MailPurpose;
  email: string;
  about?: MailSubject;
  /** Not before; a sender that works on it moves this on, so that no other takes it. */
  dueAt: Date;
  tries: number;
}

const MAX_TRIES = 10;
/** Longer than the mail server may take to answer. */
const CLAIM_MS = 120_000;
const RETRY = { firstMs: 30_000, maxMs: 60 * 60_000, factor: 2, jitter: 0.2 };

/** `tenantId`: of the platform, because nobody knows yet whose address it is. */
export function newMailJob(
  purpose: MailPurpose,
  email: string,
  { about, ...given }: { tenantId: string; dueAt: Date; about?: MailSubject | undefined },
): Draft<MailJob> {
  return { _id: newId(), purpose, email, tries: 0, ...given, ...(about && { about }) };
}

export function claimed(job: MailJob, now: Date): Draft<MailJob> {
  return { ...job, tries: job.tries + 1, dueAt: new Date(now.getTime() + CLAIM_MS) };
}

/** To be tried again later; undefined where it is given up. */
export function postponed(job: MailJob, now: Date): Draft<MailJob> | undefined {
  if (job.tries >= MAX_TRIES) return undefined;
  return { ...job, dueAt: new Date(now.getTime() + backoffMs(RETRY, job.tries)) };
}
