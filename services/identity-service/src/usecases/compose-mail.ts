import type { Mail } from '@psa-bridge/mail';
import { credentialId, PASSWORD, type Credential } from '../domain/credential.ts';
import { emailVerificationMail, passwordChangedMail, passwordResetMail, type Addressee } from '../domain/letters.ts';
import type { MailJob } from '../domain/mail-job.ts';
import { TOKEN_LIFETIME_MS, type TokenPurpose } from '../domain/mail-token.ts';
import { formatOpaqueToken, newOpaqueToken, secretHash } from '../domain/opaque-token.ts';
import { isSwitchedOn } from '../domain/tenant.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import { settingsOf } from './check-conditions.ts';

/** The pages of the front end that links in mails lead to; the token is behind the `#`, so no server logs it. */
const PAGES: Readonly<Record<TokenPurpose, string>> = {
  'password-reset': 'reset-password',
  'email-verification': 'verify-email',
};

type ComposeDeps = Pick<Deps, 'users' | 'tenants' | 'credentials' | 'mailTokens' | 'methods' | 'clock' | 'publicUrl'>;

interface Recipient {
  user: User;
  credential: Credential;
  addressee: Addressee;
}

/** The mail that was asked for; undefined where nobody has the address, or the one who has it needs no such mail. */
export function makeComposeMail(deps: ComposeDeps) {
  return async (job: MailJob): Promise<{ tenantId: string; mail: Mail } | undefined> => {
    const recipient = await recipientOf(job);
    if (!recipient || !(await isMeantFor(job, recipient.user))) return undefined;
    return { tenantId: recipient.user.tenantId, mail: await written(job, recipient) };
  };

  async function recipientOf({ _id: id, email }: MailJob): Promise<Recipient | undefined> {
    const reason = 'The tenant is known only once the address is found.';
    const credential = await deps.credentials.acrossTenants(reason).get(credentialId(email));
    if (!credential) return undefined;
    const { tenantId, userId } = credential;
    const [user, tenant] = await Promise.all([
      deps.users.forTenant(tenantId).get(userId),
      deps.tenants.forTenant(tenantId).get(tenantId),
    ]);
    if (user?.state !== 'active' || !tenant) return undefined;
    return { user, credential, addressee: { id, email, name: user.name, tenantName: tenant.name } };
  }

  async function isMeantFor({ purpose }: MailJob, user: User): Promise<boolean> {
    if (purpose === 'email-verification') return !user.emailVerified;
    if (purpose === 'password-changed') return true;
    const password = deps.methods.find(({ name }) => name === PASSWORD);
    return user.allowLogin && password !== undefined && isSwitchedOn(await settingsOf(deps, user.tenantId), password);
  }

  async function written({ purpose }: MailJob, recipient: Recipient): Promise<Mail> {
    const { addressee } = recipient;
    if (purpose === 'password-changed') return passwordChangedMail(addressee);
    const url = `${deps.publicUrl}/${PAGES[purpose]}#token=${await newToken(purpose, recipient)}`;
    return purpose === 'password-reset' ? passwordResetMail(addressee, url) : emailVerificationMail(addressee, url);
  }

  async function newToken(purpose: TokenPurpose, { user, credential, addressee }: Recipient): Promise<string> {
    const token = newOpaqueToken();
    const expiresAt = new Date(deps.clock.now().getTime() + TOKEN_LIFETIME_MS[purpose]);
    await deps.mailTokens.forTenant(user.tenantId).insert({
      ...{ _id: token.id, tenantId: user.tenantId, userId: user._id, purpose, email: addressee.email },
      ...{ secretHash: secretHash(token.secret), expiresAt, passwordNumber: credential.passwordNumber ?? 0 },
    });
    return formatOpaqueToken(token);
  }
}
