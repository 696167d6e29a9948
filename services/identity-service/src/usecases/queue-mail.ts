import { newMailJob, type MailPurpose, type MailSubject } from '../domain/mail-job.ts';
import { PLATFORM, type Deps } from '../ports.ts';

export type QueueMailDeps = Pick<Deps, 'mailJobs' | 'mailsWait' | 'clock'>;

/** Takes note of a mail that is to be sent, and wakes whoever sends it. */
export function makeQueueMail({ mailJobs, mailsWait, clock }: QueueMailDeps) {
  return async (purpose: MailPurpose, email: string, about?: MailSubject): Promise<void> => {
    const job = newMailJob(purpose, email, { tenantId: PLATFORM, dueAt: clock.now(), about });
    await mailJobs.forTenant(PLATFORM).insert(job);
    mailsWait();
  };
}
