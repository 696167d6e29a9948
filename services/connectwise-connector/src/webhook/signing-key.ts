/** Hosts of the vendor's clouds whose signing keys are believed (connectwise.md section 10). */
const CLOUD_HOST = /^(?:(?:api|sandbox)-)?(?:na|eu|au|aus|za)\.myconnectwise\.net$/i;

/**
 * The address of a signing key, where it may be asked for: over https at a cloud of the vendor's, or at the tenant's own
 * ConnectWise, however that is reached. A body names any address it likes; no other is ever called.
 */
export function trustedKeyUrl(keyUrl: string | undefined, siteUrl: string): string | undefined {
  if (keyUrl === undefined || !URL.canParse(keyUrl)) return undefined;
  const url = new URL(keyUrl);
  const isOwn = url.origin === new URL(siteUrl).origin;
  const isCloud = url.protocol === 'https:' && url.port === '' && CLOUD_HOST.test(url.hostname);
  return (isOwn || isCloud) && url.username === '' && url.password === '' ? url.href : undefined;
}
