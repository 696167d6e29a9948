import type { Account } from '../../../api/xero.ts';

export interface BillingCode {
  key: string;
  label: string;
  isActive: boolean;
}

/** A billing code with the account that it has; without one the default takes its lines (XI-24). */
export interface AccountRow {
  codeId: string;
  /** As Autotask calls it; undefined where it is not known there. */
  code: BillingCode | undefined;
  account: string | undefined;
  isStale: boolean;
}

/** Codes that can be used, and those that have an account though they cannot. */
export function accountRowsOf(
  byBillingCode: Readonly<Record<string, string>>,
  codes: readonly BillingCode[],
  accounts: readonly Account[],
): readonly AccountRow[] {
  const known = new Map(codes.map((code) => [code.key, code]));
  const usable = codes.filter(({ key, isActive }) => isActive || byBillingCode[key] !== undefined).map(({ key }) => key);
  const ids = new Set([...usable, ...Object.keys(byBillingCode)]);
  return [...ids].map((codeId) => {
    const account = byBillingCode[codeId];
    return { codeId, code: known.get(codeId), account, isStale: isStale(account, accounts) };
  });
}

/** Xero has it no more, or takes nothing into it any more. */
export function isStale(account: string | undefined, accounts: readonly Account[]): boolean {
  return account !== undefined && !accounts.some(({ code, isActive }) => code === account && isActive);
}

/** With another account for a code; undefined gives it back to the default. */
export function withAccount(
  byBillingCode: Readonly<Record<string, string>>,
  codeId: string,
  account: string | undefined,
): Record<string, string> {
  const { [codeId]: _before, ...others } = byBillingCode;
  return account === undefined ? others : { ...others, [codeId]: account };
}
