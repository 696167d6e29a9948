import type { Mail } from '@psa-bridge/mail';
import { credentialId, PASSWORD, type Credential } from '../domain/credential.ts';
import {
  emailChangedMail,
  emailChangeMail,
  emailVerificationMail,
  passwordChangedMail,
  passwordResetMail,
  type Addressee,
} from '../domain/letters.ts';
import type { MailJob } from '../domain/mail-job.ts';
import { isSwitchedOn } from '../domain/tenant.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import { settingsOf } from './check-conditions.ts';
import { makeComposeInvitation, type ComposeInvitationDeps } from './compose-invitation.ts';
import { makeNewMailToken, type NewMailTokenDeps } from './new-mail-token.ts';

export type ComposeDeps = NewMailTokenDeps & ComposeInvitationDeps & Pick<Deps, 'users' | 'credentials' | 'methods'>;

interface Recipient {
  user: User;
  credential: Credential | undefined;
  addressee: Addressee;
}

/** The mail that was asked for; undefined where nobody has the address, or the one who has it needs no such mail. */
export function makeComposeMail(deps: ComposeDeps) {
  const composeInvitation = makeComposeInvitation(deps);
  const newLink = makeNewMailToken(deps);
  const reason = 'The tenant is known only once the address is found.';

  return async (job: MailJob): Promise<{ tenantId: string; mail: Mail } | undefined> => {
    if (job.purpose === 'invitation' || job.purpose === 'registration') return composeInvitation(job);
    const recipient = await recipientOf(job);
    if (!recipient || !(await isMeantFor(job, recipient))) return undefined;
    return { tenantId: recipient.user.tenantId, mail: await written(job, recipient) };
  };

  async function recipientOf({ _id: id, email, about }: MailJob): Promise<Recipient | undefined> {
    const credential = await deps.credentials.acrossTenants(reason).get(credentialId(email));
    const whom = about ?? (credential && { tenantId: credential.tenantId, id: credential.userId });
    if (!whom) return undefined;
    const [user, tenant] = await Promise.all([
      deps.users.forTenant(whom.tenantId).get(whom.id),
      deps.tenants.forTenant(whom.tenantId).get(whom.tenantId),
    ]);
    if (user?.state !== 'active' || !tenant) return undefined;
    return { user, credential, addressee: { id, email, name: user.name, tenantName: tenant.name } };
  }

  async function isMeantFor({ purpose, email }: MailJob, { user, credential }: Recipient): Promise<boolean> {
    if (purpose === 'email-changed') return true;
    // Whoever has the address already is not asked to prove it for somebody else.
    if (purpose === 'email-change') return credential === undefined;
    if (user.email !== email) return false;
    if (purpose === 'email-verification') return !user.emailVerified;
    if (purpose === 'password-changed') return true;
    const password = deps.methods.find(({ name }) => name === PASSWORD);
    return user.allowLogin && password !== undefined && isSwitchedOn(await settingsOf(deps, user.tenantId), password);
  }

  async function written({ purpose }: MailJob, { user, credential, addressee }: Recipient): Promise<Mail> {
    const { tenantId, _id: userId } = user;
    const passwordNumber = credential?.passwordNumber ?? 0;
    const link = (of: Parameters<typeof newLink>[0]) => newLink(of, { tenantId, userId, email: addressee.email, passwordNumber });
    if (purpose === 'password-changed') return passwordChangedMail(addressee);
    if (purpose === 'email-changed') return emailChangedMail(addressee);
    if (purpose === 'password-reset') return passwordResetMail(addressee, await link(purpose));
    if (purpose === 'email-change') return emailChangeMail(addressee, await link(purpose));
    return emailVerificationMail(addressee, await link('email-verification'));
  }
}
