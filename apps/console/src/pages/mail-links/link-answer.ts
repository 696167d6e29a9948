import { toRefused } from '../../api/problem.ts';

/** As long as the platform asks for. */
export const MIN_PASSWORD_LENGTH = 12;

const DEAD: readonly string[] = ['mail_token_invalid', 'status_token_invalid'];
const TOKEN = 'body.token';
const PASSWORD = 'body.password';

/** The token of the address; it stands behind the `#`, which browsers tell no server. */
export function tokenIn(hash: string): string | undefined {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('token');
  return token === null || token === '' ? undefined : token;
}

/** Whether the platform does not take the token: used, too old, overtaken, or cut off by a mail program. */
export function isDeadLink(error: unknown): boolean {
  const { code, problems } = toRefused(error);
  return DEAD.includes(code) || problems.some(({ field }) => field === TOKEN);
}

/** What is wrong with the password that was chosen, as it continues "The password …". */
export function passwordProblem(error: unknown): string | undefined {
  return toRefused(error).problems.find(({ field }) => field === PASSWORD)?.message;
}
