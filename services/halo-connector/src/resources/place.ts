import { linkedId, type PartContext } from '@psa-bridge/connector-kit';
import type { HaloWrite } from '../client/halo.client.ts';
import { HaloPlace } from '../client/sales-types.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';

type Context = Pick<PartContext<HaloSession, HaloSettings>, 'session' | 'externalId'>;

/**
 * Where something is sold: client, site and contact belong together, so that all three are said (halopsa.md section 6). The
 * site is that of the contact, else the client's main one.
 */
export async function placeOf(
  { companyId, contactId }: { companyId: string; contactId?: string | undefined },
  context: Context,
): Promise<HaloWrite> {
  const { client } = context.session;
  const clientId = await linkedId({ type: 'company', id: companyId }, context);
  const userId = contactId === undefined ? undefined : await linkedId({ type: 'contact', id: contactId }, context);
  const site =
    userId === undefined
      ? (await client.detail('Client', clientId, HaloPlace))?.main_site_id
      : (await client.detail('Users', userId, HaloPlace))?.site_id;
  return {
    client_id: clientId,
    ...(site === undefined ? {} : { site_id: site }),
    ...(userId === undefined ? {} : { user_id: userId }),
  };
}
