import { createHash } from 'node:crypto';
import type { Stored } from '@psa-bridge/persistence';
import type { ProvenIdentity } from './proven-identity.ts';

/** A person at a provider, and the user who signs in as that person. */
export interface SsoIdentity extends Stored {
  userId: string;
  provider: string;
  issuer: string;
  subject: string;
  linkedAt: Date;
}

/** One for each person, whatever the issuer and the subject are made of. */
export function ssoIdentityId({ issuer, subject }: Pick<ProvenIdentity, 'issuer' | 'subject'>): string {
  return createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('base64url');
}
