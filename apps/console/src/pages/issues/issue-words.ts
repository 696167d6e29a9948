import type { Tone } from '../../display/states.tsx';

const TONES: Readonly<Record<string, Tone>> = { open: 'bad', retrying: 'busy', cleared: 'good', dismissed: 'calm' };

export function toneOf({ status, level }: { status: string; level: string }): Tone {
  return status === 'open' && level === 'warning' ? 'warn' : (TONES[status] ?? 'calm');
}

/** The page of an integration on which what failed is mended. */
export interface MendingPlace {
  to: '/integrations/$provider/$integrationId/$page';
  params: { provider: string; integrationId: string; page: string };
  /** What is done there. */
  does: 'mapping' | 'decide';
}

const BILLING_CODES = 'billing-codes';
/** Where what a full sync did not find any more waits for a decision, and where credentials of another database lead. */
const DECISIONS: ReadonlyMap<string, string> = new Map([
  ['many_missing', 'synchronize'],
  ['psa_fingerprint_mismatch', 'move'],
]);
/** A cause names no mapping; its words do. */
const PAGE_IN_WORDS: readonly (readonly [RegExp, string])[] = [[/\bbilling code "/i, BILLING_CODES]];

/** Where the cure is a setting or a decision, the way there; a mapping that warns names its page in its id. */
export function mendingPlaceOf(failed: {
  provider: string;
  integrationId: string;
  code: string;
  message: string;
  entityType?: string;
  entityId?: string;
}): MendingPlace | undefined {
  const page = pageOf(failed);
  if (page === undefined) return undefined;
  const { provider, integrationId } = failed;
  const does = DECISIONS.has(failed.code) ? 'decide' : 'mapping';
  return { to: '/integrations/$provider/$integrationId/$page', params: { provider, integrationId, page }, does };
}

function pageOf({
  provider,
  code,
  message,
  entityType,
  entityId = '',
}: Parameters<typeof mendingPlaceOf>[0]): string | undefined {
  if (entityType === 'mapping' && entityId.includes(':')) return entityId.split(':', 1)[0];
  if (provider !== 'autotask' || DECISIONS.has(code)) return DECISIONS.get(code);
  if (code === 'billing_code_invalid') return BILLING_CODES;
  return code === 'mapping_stale' ? PAGE_IN_WORDS.find(([words]) => words.test(message))?.[1] : undefined;
}
