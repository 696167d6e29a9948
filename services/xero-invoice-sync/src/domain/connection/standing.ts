const DAY_MS = 24 * 60 * 60_000;

/** xero.md 2: a refresh token that is not used for so long ends, and only a new consent helps. */
const LIFE_MS = 60 * DAY_MS;
/** From then on a person is told, while there is time to do something. */
const WARN_AFTER_MS = 45 * DAY_MS;
/** A connection that nothing else uses is renewed, so that it does not come to that. */
const RENEW_AFTER_MS = 7 * DAY_MS;

/** What is known of the consent behind a connection. */
export interface Consent {
  /** `code`: a person consented, and what came of it is renewed. `custom`: an app of its own, which has no such token (xero.md 2.2). */
  mode: 'code' | 'custom';
  /** When the refresh token was given out. */
  renewedAt: Date;
  /** A renewal was sent whose answer has not been stored: the token before it is good for half an hour more (xero.md 2). */
  renewingSince?: Date;
  /** Xero said that it takes it no more. */
  endedAt?: Date;
}

export type Standing = { kind: 'good' } | { kind: 'lapsing'; endsOn: string } | { kind: 'lapsed' };

export function standingOf(consent: Consent, now: Date): Standing {
  if (consent.endedAt !== undefined) return { kind: 'lapsed' };
  if (consent.mode === 'custom') return { kind: 'good' };
  const age = now.getTime() - consent.renewedAt.getTime();
  if (age >= LIFE_MS) return { kind: 'lapsed' };
  if (age < WARN_AFTER_MS) return { kind: 'good' };
  return { kind: 'lapsing', endsOn: new Date(consent.renewedAt.getTime() + LIFE_MS).toISOString().slice(0, 10) };
}

/** True where a renewal is to be sent though no call needs it: one whose answer was lost is asked for again within its grace. */
export function isRenewalDue(consent: Consent, now: Date): boolean {
  if (consent.mode === 'custom' || consent.endedAt !== undefined) return false;
  return consent.renewingSince !== undefined || now.getTime() - consent.renewedAt.getTime() >= RENEW_AFTER_MS;
}
