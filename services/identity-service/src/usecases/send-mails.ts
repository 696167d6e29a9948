import { toAppError } from '@psa-bridge/core';
import { claimed, postponed, type MailJob } from '../domain/mail-job.ts';
import { PLATFORM, type Deps } from '../ports.ts';
import { makeComposeMail, type ComposeDeps } from './compose-mail.ts';

type SendDeps = ComposeDeps & Pick<Deps, 'mailJobs' | 'mailer' | 'logger'>;

const AT_ONCE = 20;

/** Sends the mails that wait. While the mail server cannot take them they are tried again, with growing pauses. */
export function makeSendMails(deps: SendDeps) {
  const compose = makeComposeMail(deps);
  const jobs = deps.mailJobs.forTenant(PLATFORM);

  return async (signal: AbortSignal): Promise<void> => {
    for (let due = await waiting(); due.length > 0 && !signal.aborted; due = await waiting()) {
      for (const job of due) await take(job);
    }
  };

  function waiting(): Promise<MailJob[]> {
    return jobs.find({ dueAt: { $lte: deps.clock.now() } }, { sort: { dueAt: 1 }, limit: AT_ONCE });
  }

  async function take(found: MailJob): Promise<void> {
    const job = await jobs.replace(found, claimed(found, deps.clock.now()));
    if (!job) return;
    try {
      const composed = await compose(job);
      if (composed) await deps.mailer.send(composed.tenantId, composed.mail);
      await jobs.delete(job._id);
    } catch (thrown) {
      await failed(job, thrown);
    }
  }

  async function failed(job: MailJob, thrown: unknown): Promise<void> {
    const error = toAppError(thrown);
    const again = error.kind === 'unavailable' ? postponed(job, deps.clock.now()) : undefined;
    if (again) await jobs.replace(job, again);
    else await jobs.delete(job._id);
    deps.logger.warn({ purpose: job.purpose, tries: job.tries, isGivenUp: !again, error }, 'mail_not_sent');
  }
}
