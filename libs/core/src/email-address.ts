import { z } from 'zod';

/** As mail servers take it: up to 64 characters, and a domain of labels that neither begin nor end with a hyphen (RFC 5321). */
const LOCAL_PART = String.raw`(?=[^@]{1,64}@)(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]`;
const DOMAIN = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}`;
const ADDRESS = new RegExp(`^${LOCAL_PART}@${DOMAIN}$`);
const MAX_LENGTH = 254;

/** An e-mail address. */
export const emailAddress = () => z.email({ pattern: ADDRESS }).max(MAX_LENGTH);
