import type { NaturalKey } from '../definition/resource.ts';

/** The domain of a website as a natural key; none where there is no website. */
export function domainKeys(website: string | undefined): readonly NaturalKey[] {
  const domain = website
    ?.replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .split(/[/:?#]/)[0];
  return domain ? [{ kind: 'domain', value: domain }] : [];
}
