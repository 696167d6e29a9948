import { present } from '@psa-bridge/connector-kit';
import { HaloClientRow } from '../client/types.ts';
import type { HaloSession } from '../session.ts';

/** As many clients of a similar name or website are looked at. */
const MOST = 5;

/** The MSP's own client: the one whose website is that of the MSP here (HP-03); undefined where none is, or none was entered. */
export async function ownClient({ client, website }: HaloSession): Promise<HaloClientRow | undefined> {
  const host = hostOf(website);
  if (host === undefined) return undefined;
  const { rows } = await client.page('Client', 1, { search: host, page_size: MOST }, HaloClientRow);
  for (const row of rows) {
    const whole = row.website === undefined ? await client.detail('Client', row.id, HaloClientRow) : row;
    if (whole && hostOf(whole.website) === host) return whole;
  }
  return undefined;
}

/** However a website is written, its host is what is the same. */
export function hostOf(website: string | null | undefined): string | undefined {
  const text = present(website)?.toLowerCase();
  if (text === undefined) return undefined;
  const url = URL.parse(text.includes('://') ? text : `https://${text}`);
  return url?.hostname.replace(/^www\./, '') || undefined;
}
