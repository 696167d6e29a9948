import { z } from 'zod';
import { jsonOf } from './answers.ts';

const Claims = z.object({ authentication_event_id: z.string().optional(), xero_userid: z.string().optional() });

/** What an access token says of the consent behind it (xero.md 2). It came from Xero itself, so its signature is not looked at. */
export function claimsOf(token: string): { authEventId?: string; userId?: string } {
  const [, payload = ''] = token.split('.');
  const read = Claims.safeParse(jsonOf(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!read.success) return {};
  const { authentication_event_id: authEventId, xero_userid: userId } = read.data;
  return { ...(authEventId ? { authEventId } : {}), ...(userId ? { userId } : {}) };
}
