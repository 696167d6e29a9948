import type { PsaCall, SessionMemory } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import { z } from 'zod';

/** Where a tenant's ConnectWise answers. */
export interface Site {
  /** Ends in `apis/3.0/`; module and resource follow. */
  url: string;
  version: string | undefined;
  isCloud: boolean;
}

export interface SiteOptions {
  /** The address that people sign in at, such as `https://na.myconnectwise.net`. */
  address: string;
  companyId: string;
  call: PsaCall;
  memory: SessionMemory;
}

const text = z.string().nullish();
/** Keys begin in either case; an unknown company is answered with `null` (connectwise.md section 2). */
const CompanyInfo = z
  .record(z.string(), z.unknown())
  .nullable()
  .transform((raw) => raw && Object.fromEntries(Object.entries(raw).map(([key, value]) => [key.toLowerCase(), value])))
  .pipe(
    z
      .object({ codebase: z.string(), siteurl: text, versioncode: text, iscloud: z.union([z.string(), z.boolean()]).nullish() })
      .nullable(),
  );

/** A cloud's codebase changes with each upgrade. */
const KEEP_MS = 12 * 60 * 60 * 1000;
const KEY = 'site';
const ON_PREMISES = 'v4_6_release/';

/** The tenant's API, found from its company id and remembered; the call is open. */
export function findSite(options: SiteOptions): Promise<Site> {
  return options.memory.remember(KEY, KEEP_MS, () => askForSite(options));
}

/** Whether the tenant's API stands elsewhere by now, as after an upgrade; where nobody answers, nothing has moved. */
export async function hasMoved(from: string, options: SiteOptions): Promise<boolean> {
  const now = await askForSite(options).catch(() => undefined);
  if (now === undefined || now.url === from) return false;
  options.memory.forget(KEY);
  return true;
}

async function askForSite({ address, companyId, call }: SiteOptions): Promise<Site> {
  const url = new URL(`/login/companyinfo/${encodeURIComponent(companyId)}`, withScheme(address)).href;
  const answer = await call({ method: 'GET', url, group: 'companyinfo', counted: false });
  const info = CompanyInfo.safeParse(answer.body ?? null);
  if (!info.success)
    throw rejected('connectwise_site_unknown', `There is no ConnectWise at ${new URL(url).host}. Check the site.`);
  if (info.data === null)
    throw rejected(
      'connectwise_company_unknown',
      `ConnectWise does not know the company id "${companyId}". Check it, and the site.`,
    );
  const { codebase, siteurl, versioncode, iscloud } = info.data;
  const isCloud = String(iscloud).toLowerCase() === 'true' || codebase !== ON_PREMISES;
  return {
    url: `${apiAddress(address, siteurl, isCloud)}/${withSlash(codebase)}apis/3.0/`,
    version: versioncode ?? undefined,
    isCloud,
  };
}

/** The API of a cloud has a host of its own beside that of the pages (section 2). */
function apiAddress(address: string, siteUrl: string | null | undefined, isCloud: boolean): string {
  // It is named without a scheme, and is reached as the site was.
  if (siteUrl) return new URL(withScheme(siteUrl, new URL(withScheme(address)).protocol)).origin;
  const url = new URL(withScheme(address));
  if (isCloud && /\.myconnectwise\.net$/i.test(url.hostname) && !/^(api|staging|sandbox)-/i.test(url.hostname))
    url.hostname = `api-${url.hostname}`;
  return url.origin;
}

function withScheme(address: string, scheme = 'https:'): string {
  return /^https?:\/\//i.test(address) ? address : `${scheme}//${address}`;
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}
