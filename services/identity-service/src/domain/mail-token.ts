import type { Stored } from '@psa-bridge/persistence';
import { isSecretOf } from './opaque-token.ts';

const HOUR_MS = 60 * 60_000;

/** What a token that came by mail is good for, and how long. */
export const TOKEN_LIFETIME_MS = {
  'password-reset': HOUR_MS,
  'email-verification': 72 * HOUR_MS,
  'email-change': 72 * HOUR_MS,
  invitation: 7 * 24 * HOUR_MS,
} as const;
export type TokenPurpose = keyof typeof TOKEN_LIFETIME_MS;

/** A token that was mailed; whoever shows it reads the mail of this address. */
export interface MailToken extends Stored {
  purpose: TokenPurpose;
  /** Of an invitation, who is to come into being. */
  userId: string;
  email: string;
  secretHash: string;
  expiresAt: Date;
  /** The number of the password that it may replace: with any other one it is spent. */
  passwordNumber: number;
}

export function isUsable(token: MailToken, secret: string, use: { purpose: TokenPurpose; now: Date }): boolean {
  return token.purpose === use.purpose && use.now < token.expiresAt && isSecretOf(secret, token.secretHash);
}
