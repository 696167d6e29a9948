import type { Tone } from '../../display/states.tsx';

const TONES: Readonly<Record<string, Tone>> = { open: 'bad', retrying: 'busy', cleared: 'good', dismissed: 'calm' };

export function toneOf({ status, level }: { status: string; level: string }): Tone {
  return status === 'open' && level === 'warning' ? 'warn' : (TONES[status] ?? 'calm');
}

/** The page of an integration on which what failed is mended. */
export interface MendingPlace {
  to: '/integrations/autotask/$integrationId/billing-codes';
  params: { integrationId: string };
}

const BILLING_CODES_PAGE = 'billing-codes:';
/** A cause names no mapping; its words do. */
const OF_BILLING_CODES = /\bbilling code "/i;

/** Where the cure is a setting of a page that the console has, the way there; a mapping that warns names its page in its id. */
export function mendingPlaceOf(failed: {
  provider: string;
  integrationId: string;
  code: string;
  message: string;
  entityType?: string;
  entityId?: string;
}): MendingPlace | undefined {
  const { provider, integrationId, code, message, entityType, entityId = '' } = failed;
  const isMapping = entityType === 'mapping' && entityId.startsWith(BILLING_CODES_PAGE);
  const isOfBillingCodes =
    isMapping || code === 'billing_code_invalid' || (code === 'mapping_stale' && OF_BILLING_CODES.test(message));
  if (provider !== 'autotask' || !isOfBillingCodes) return undefined;
  return { to: '/integrations/autotask/$integrationId/billing-codes', params: { integrationId } };
}
