import type { ConnectionCheck } from '../define-connector.ts';

/** What a test foresees: it is a warning of its own, by the check's name, until a later test finds it mended. */
export interface Foreseen {
  /** Checks whose warning is to be told, again where it was told before. */
  failing: readonly ConnectionCheck[];
  /** Names of checks whose warning was told and that are fine now, or are not made any more. */
  mended: readonly string[];
  /** Names of checks whose warning is open from now on. */
  told: readonly string[];
}

/**
 * What of a test's checks is told. A probe tells all that it finds; a test that a person makes while setting up shows its checks
 * there, and only settles what was told before.
 */
export function foresee(checks: readonly ConnectionCheck[], before: readonly string[], isProbe: boolean): Foreseen {
  const lasting = checks.filter(({ isMomentary }) => isMomentary !== true);
  const failing = lasting.filter(({ ok, name }) => !ok && (isProbe || before.includes(name)));
  const told = failing.map(({ name }) => name);
  return { failing, mended: before.filter((name) => !told.includes(name)), told };
}

const DAY_MS = 24 * 60 * 60_000;
const WARNED_DAYS = 30;

/** No PSA tells when its secrets end; whoever made them knows, and may have said so. */
export function expiryCheck(expireAt: Date | undefined, now: Date): readonly ConnectionCheck[] {
  if (expireAt === undefined) return [];
  const days = Math.floor((expireAt.getTime() - now.getTime()) / DAY_MS);
  const on = `on ${expireAt.toISOString().slice(0, 10)}`;
  if (days >= WARNED_DAYS) return [{ name: 'credentials_expiry', ok: true, message: `The credentials end ${on}.` }];
  return [
    {
      ...{ name: 'credentials_expiry', ok: false, isWarning: true },
      message: days < 0 ? `The credentials ended ${on}.` : `The credentials end ${on}.`,
      remedy: 'Make new ones in the PSA and enter them on the integration page, with the day on which they end.',
    },
  ];
}
