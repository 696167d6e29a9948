import type { MailPurpose } from '../domain/mail-job.ts';
import { normalisedEmail } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import { makeLimitAttempts } from './limit-attempts.ts';
import { makeQueueMail, type QueueMailDeps } from './queue-mail.ts';

export interface MailRequest {
  purpose: MailPurpose;
  email: string;
  /** The network address of whoever asks. */
  address: string;
}

/**
 * Takes note that a mail is wanted. It never tells whether the address is known, neither by its answer nor by its time.
 *
 * @throws AppError `too_many_attempts` (429), alike for known and unknown addresses.
 */
export function makeAskForMail(deps: QueueMailDeps & Pick<Deps, 'attempts'>) {
  const attempts = makeLimitAttempts(deps, 'mail');
  const queueMail = makeQueueMail(deps);

  return async ({ purpose, address, ...asked }: MailRequest): Promise<void> => {
    const email = normalisedEmail(asked.email);
    await attempts.count(email, address);
    await queueMail(purpose, email);
  };
}
