import { beginConnect, finishConnect } from '../../api/xero.ts';

const KEPT_AS = 'xero-attempt';

/** Leaves for Xero, which sends the browser back to the callback page. */
export async function leaveForXero(integrationId: string): Promise<void> {
  const { authorizationUrl, attempt } = await beginConnect(integrationId);
  sessionStorage.setItem(KEPT_AS, attempt);
  window.location.assign(authorizationUrl);
}

/** Connects what was agreed to; `unknown` where nobody had left from this browser. */
export async function comeBackFromXero(answer: string): Promise<'connected' | 'unknown'> {
  const attempt = sessionStorage.getItem(KEPT_AS);
  if (attempt === null) return 'unknown';
  sessionStorage.removeItem(KEPT_AS);
  await finishConnect({ answer, attempt });
  return 'connected';
}
