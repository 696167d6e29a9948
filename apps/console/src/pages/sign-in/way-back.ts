/** Where somebody was going before they were asked to sign in. Only addresses of this console: a link must not lead people elsewhere. */
export function wayBackOf(to: string | undefined): string {
  if (to === undefined) return '/';
  const base = 'https://console.invalid';
  const url = URL.parse(to, base);
  // A path that two slashes begin, as /.//x is read, would be another server's name for whoever reads it next.
  const isOurs = url?.origin === base && to.startsWith('/') && !url.pathname.startsWith('//');
  if (!isOurs || url.pathname.startsWith('/sign-in')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}

/** What a provider is told about, and asked with again when the browser comes back. */
export interface SsoAttempt {
  provider: string;
  attempt: string;
  to: string;
}

/** What was kept of the attempt; undefined for what is none. */
export function toSsoAttempt(kept: string | null): SsoAttempt | undefined {
  if (kept === null) return undefined;
  try {
    const { provider, attempt, to } = JSON.parse(kept) as Record<string, unknown>;
    if (typeof provider !== 'string' || typeof attempt !== 'string') return undefined;
    return { provider, attempt, to: wayBackOf(typeof to === 'string' ? to : undefined) };
  } catch {
    return undefined;
  }
}
