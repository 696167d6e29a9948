import { newMailJob } from '../domain/mail-job.ts';
import type { TokenPurpose } from '../domain/mail-token.ts';
import { normalisedEmail } from '../domain/user.ts';
import { PLATFORM, type Deps } from '../ports.ts';
import { makeLimitAttempts } from './limit-attempts.ts';

export interface MailRequest {
  purpose: TokenPurpose;
  email: string;
  /** The network address of whoever asks. */
  address: string;
}

/**
 * Takes note that a mail is wanted. It never tells whether the address is known, neither by its answer nor by its time.
 *
 * @throws AppError `too_many_attempts` (429), alike for known and unknown addresses.
 */
export function makeAskForMail(deps: Pick<Deps, 'mailJobs' | 'attempts' | 'clock' | 'mailsWait'>) {
  const attempts = makeLimitAttempts(deps, 'mail');

  return async ({ purpose, address, ...asked }: MailRequest): Promise<void> => {
    const email = normalisedEmail(asked.email);
    await attempts.count(email, address);
    await deps.mailJobs.forTenant(PLATFORM).insert(newMailJob(purpose, email, { tenantId: PLATFORM, dueAt: deps.clock.now() }));
    deps.mailsWait();
  };
}
