import { TOKEN_LIFETIME_MS, type MailToken, type TokenPurpose } from '../domain/mail-token.ts';
import { formatOpaqueToken, newOpaqueToken, secretHash } from '../domain/opaque-token.ts';
import type { Deps } from '../ports.ts';

/** The pages of the front end that links in mails lead to; the token is behind the `#`, so no server logs it. */
const PAGES: Readonly<Record<TokenPurpose, string>> = {
  'password-reset': 'reset-password',
  'email-verification': 'verify-email',
  'email-change': 'confirm-email',
  invitation: 'accept-invitation',
};

export type NewMailTokenDeps = Pick<Deps, 'mailTokens' | 'clock' | 'publicUrl'>;
export type TokenHolder = Pick<MailToken, 'tenantId' | 'userId' | 'email' | 'passwordNumber'> & { expiresAt?: Date };

/** Makes a token that is mailed, and answers the link with it. */
export function makeNewMailToken({ mailTokens, clock, publicUrl }: NewMailTokenDeps) {
  return async (purpose: TokenPurpose, { expiresAt, ...holder }: TokenHolder): Promise<string> => {
    const token = newOpaqueToken();
    const lapse = new Date(clock.now().getTime() + TOKEN_LIFETIME_MS[purpose]);
    await mailTokens.forTenant(holder.tenantId).insert({
      ...{ _id: token.id, purpose, ...holder },
      ...{ secretHash: secretHash(token.secret), expiresAt: expiresAt ?? lapse },
    });
    return `${publicUrl}/${PAGES[purpose]}#token=${formatOpaqueToken(token)}`;
  };
}
