/** The address of a host as people enter it, with or without a scheme and a path; undefined for what is no address. */
export function originOf(address: string): string | undefined {
  const url = URL.parse(/^https?:\/\//i.test(address) ? address : `https://${address}`);
  return url === null || url.username !== '' ? undefined : url.origin;
}
