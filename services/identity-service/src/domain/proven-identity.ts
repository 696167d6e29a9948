import { normalisedEmail } from './user.ts';

/** Who somebody is, as a provider vouches for it. */
export interface ProvenIdentity {
  /** Together with the subject it names one person for good. */
  issuer: string;
  subject: string;
  /** Normalised. */
  email?: string;
  /** Whether the provider vouches that the address is this person's. */
  isEmailConfirmed: boolean;
}

/**
 * What makes an address confirmed. `claim`: the provider says so. `directory`: the operator named the one directory that
 * people come from, and its admins decide about addresses. `microsoft`: anybody's directory is taken, in which anybody may
 * enter any address, so that only Microsoft's own word counts.
 */
export type EmailTrust = 'claim' | 'directory' | 'microsoft';

type Claims = Readonly<Record<string, unknown>>;

/** The directory of Microsoft's personal accounts, whose addresses Microsoft itself has confirmed. */
const PERSONAL_ACCOUNTS = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Undefined where the claims name nobody. */
export function provenIdentity(claims: Claims, trust: EmailTrust): ProvenIdentity | undefined {
  const { iss: issuer, sub: subject, email } = claims;
  if (typeof issuer !== 'string' || typeof subject !== 'string' || issuer === '' || subject === '') return undefined;
  if (typeof email !== 'string' || !email.includes('@')) return { issuer, subject, isEmailConfirmed: false };
  return { issuer, subject, email: normalisedEmail(email), isEmailConfirmed: CONFIRMS[trust](claims) };
}

const CONFIRMS: Readonly<Record<EmailTrust, (claims: Claims) => boolean>> = {
  claim: ({ email_verified: verified }) => isYes(verified),
  directory: () => true,
  microsoft: ({ xms_edov: isDomainOwner, tid }) => isYes(isDomainOwner) || tid === PERSONAL_ACCOUNTS,
};

/** Providers write it as a truth value, as text or as a number. */
function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === 'true' || value === '1';
}
