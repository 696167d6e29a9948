import type { Secret } from '@psa-bridge/core';
import { createHash, timingSafeEqual } from 'node:crypto';

/** Whom HaloPSA says to be when it delivers. */
export const WEBHOOK_USER = 'psa-bridge';

/** Whether a delivery carries the credentials that its webhook was given (halopsa.md section 7); in constant time. */
export function hasCredentials(authorization: string | undefined, secret: Secret): boolean {
  const expected = `Basic ${Buffer.from(`${WEBHOOK_USER}:${secret.reveal()}`).toString('base64')}`;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization ?? ''), digest(expected));
}
