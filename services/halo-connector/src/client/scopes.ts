import { isAppError } from '@psa-bridge/core';
import type { TokenGrant } from './authorization.ts';

/** One scope that the application needs (HP-02), under each of its names: tenants differ in that of all teams. */
export interface NeededScope {
  names: readonly string[];
  /** The product works without it, but for what it stands for. */
  isOptional?: boolean;
}

export const NEEDED_SCOPES: readonly NeededScope[] = [
  { names: ['all:standard'] },
  { names: ['admin:webhooks'] },
  { names: ['all:teams', 'allteams'], isOptional: true },
];

type Ask = (scopes: readonly string[]) => Promise<TokenGrant>;

/**
 * A token with as many of the wanted scopes as the application has. Asking for one that it lacks fails the whole token with some
 * tenants and is passed over by others (halopsa.md section 3), so after a refusal each is asked for alone.
 *
 * @throws AppError `halo_scope_refused` where none is granted, besides what asking throws
 */
export async function grantedToken(wanted: readonly NeededScope[], ask: Ask): Promise<TokenGrant> {
  const all = await unlessRefused(() => ask(wanted.flatMap(({ names }) => names.slice(0, 1))));
  if (all && missingScopes(wanted, all.scopes).length === 0) return all;
  const granted: string[] = [];
  for (const { names } of wanted) {
    for (const name of names) {
      const alone = await unlessRefused(() => ask([name]));
      if (!alone || !isAmong(name, alone.scopes)) continue;
      granted.push(name);
      break;
    }
  }
  // Where none stands alone, the server's own refusal says so.
  return ask(granted.length === 0 ? wanted.flatMap(({ names }) => names.slice(0, 1)) : granted);
}

export function missingScopes(wanted: readonly NeededScope[], granted: readonly string[]): readonly NeededScope[] {
  return wanted.filter(({ names }) => !names.some((name) => isAmong(name, granted)));
}

/** `all` holds every other one. */
function isAmong(name: string, granted: readonly string[]): boolean {
  return granted.includes(name) || granted.includes('all');
}

async function unlessRefused(ask: () => Promise<TokenGrant>): Promise<TokenGrant | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isAppError(error) && error.code === 'halo_scope_refused') return undefined;
    throw error;
  }
}
