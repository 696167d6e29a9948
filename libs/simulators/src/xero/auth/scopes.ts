import type { Platform } from '../platform.ts';

/** Scopes that cover a group of resources, the new one and the old (xero.md 3). Each has a `.read` twin. */
const COVERING = {
  invoices: ['accounting.invoices', 'accounting.transactions'],
  payments: ['accounting.payments', 'accounting.transactions'],
  contacts: ['accounting.contacts'],
  settings: ['accounting.settings'],
} as const;

export type ScopeGroup = keyof typeof COVERING | 'items';

const IDENTITY = ['openid', 'profile', 'email', 'offline_access'];
const COMMON = ['accounting.contacts', 'accounting.settings', 'accounting.attachments'];
const GRANULAR = ['accounting.invoices', 'accounting.payments', 'accounting.banktransactions', 'accounting.manualjournals'];
const BROAD = ['accounting.transactions'];
const REPORTS = ['aged', 'balancesheet', 'banksummary', 'budgetsummary', 'executivesummary', 'profitandloss', 'trialbalance'];
const READ_ONLY = [
  'accounting.budgets.read',
  'accounting.journals.read',
  ...[...REPORTS, 'taxreports'].map((name) => `accounting.reports.${name}.read`),
];

/** The scopes of a request; undefined where one of them is none that this app may ask for. */
export function readScopes(text: string, generation: Platform['app']['scopes']): readonly string[] | undefined {
  const scopes = [...new Set(text.split(/\s+/).filter((scope) => scope !== ''))];
  return scopes.length > 0 && scopes.every((scope) => mayAskFor(scope, generation)) ? scopes : undefined;
}

function mayAskFor(scope: string, generation: Platform['app']['scopes']): boolean {
  const plain = scope.replace(/\.read$/, '');
  if (IDENTITY.includes(scope) || COMMON.includes(plain)) return true;
  if (generation !== 'granular' && (BROAD.includes(plain) || scope === 'accounting.reports.read')) return true;
  return generation !== 'broad' && (GRANULAR.includes(plain) || READ_ONLY.includes(scope));
}

/** Whether a token with these scopes may do this. */
export function allows(
  { switches }: Pick<Platform, 'switches'>,
  scopes: readonly string[],
  { group, isWrite }: { group: ScopeGroup; isWrite: boolean },
): boolean {
  const byInvoices = group === 'items' && (switches.itemsUnderInvoices || !isWrite);
  const names = group === 'items' ? [...COVERING.settings, ...(byInvoices ? COVERING.invoices : [])] : COVERING[group];
  return names.some((name) => scopes.includes(name) || (!isWrite && scopes.includes(`${name}.read`)));
}
