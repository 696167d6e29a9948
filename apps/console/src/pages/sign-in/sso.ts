import { answerOf, api } from '../../api/client.ts';
import { toSsoAttempt } from './way-back.ts';

const KEPT_AS = 'sso-attempt';

/** Leaves for the provider, which sends the browser back to the callback page. */
export async function leaveForProvider(provider: string, to: string): Promise<void> {
  const begin = api.POST('/v1/auth/sso/{provider}/begin', { params: { path: { provider } }, body: {}, credentials: 'omit' });
  const { authorizationUrl, attempt } = await answerOf(begin);
  sessionStorage.setItem(KEPT_AS, JSON.stringify({ provider, attempt, to }));
  window.location.assign(authorizationUrl);
}

/** Signs in with what the provider answered; answers where somebody was going. Undefined where nobody had left from here. */
export async function comeBackFromProvider(answer: string): Promise<string | undefined> {
  const kept = toSsoAttempt(sessionStorage.getItem(KEPT_AS));
  if (kept === undefined) return undefined;
  sessionStorage.removeItem(KEPT_AS);
  const { provider, attempt, to } = kept;
  await answerOf(api.POST('/v1/session/sso/{provider}', { params: { path: { provider } }, body: { answer, attempt } }));
  return to;
}
