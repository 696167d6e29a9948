import type { BillingCodes, BillingCodesSettings } from '../../api/billing-codes.ts';
import type { FieldProblem } from '../../api/problem.ts';

export const DEFAULT_CODE = 'defaultBillingCode';
const CATEGORY_CODES = 'categoryBillingCodes';

/** One line of the editor: what it is for here, and the code that stands for it in Autotask. */
export interface MappingRow {
  /** Names the setting as the platform's problems do. */
  field: string;
  /** The id of the category; undefined for the default. */
  categoryId?: string;
  label: string;
  code: string | undefined;
  /** Why it does not hold. */
  problem: string | undefined;
  /** The problem is of what is stored, and not of what was changed just now. */
  isStale: boolean;
}

/** Categories with a code and those that could have one, by name; those whose code no longer holds come first. */
export function rowsOf(
  page: BillingCodes,
  settings: BillingCodesSettings,
  refused: readonly FieldProblem[],
): readonly MappingRow[] {
  const codes = settings.categoryBillingCodes ?? {};
  const known = new Map((page.choices['categories'] ?? []).map(({ key, label }) => [key, label]));
  const ids = new Set([...known.keys(), ...Object.keys(codes)]);
  const rows = [...ids].map((categoryId) => {
    const field = `${CATEGORY_CODES}.${categoryId}`;
    const code = codes[categoryId];
    return { field, categoryId, label: known.get(categoryId) ?? categoryId, code, ...problemOf({ page, field, code, refused }) };
  });
  return rows.sort((a, b) => Number(b.problem !== undefined) - Number(a.problem !== undefined) || a.label.localeCompare(b.label));
}

export function defaultRowOf(
  page: BillingCodes,
  { defaultBillingCode: code }: BillingCodesSettings,
  refused: readonly FieldProblem[],
): Omit<MappingRow, 'label'> {
  return { field: DEFAULT_CODE, code, ...problemOf({ page, field: DEFAULT_CODE, code, refused }) };
}

/** The settings with another code for one line; without one the line has none. */
export function withCode(
  settings: BillingCodesSettings,
  { categoryId }: Pick<MappingRow, 'categoryId'>,
  code: string | undefined,
): BillingCodesSettings {
  if (categoryId === undefined) {
    const { defaultBillingCode: _before, ...others } = settings;
    return code === undefined ? others : { ...others, defaultBillingCode: code };
  }
  const { [categoryId]: _before, ...others } = settings.categoryBillingCodes ?? {};
  return { ...settings, categoryBillingCodes: code === undefined ? others : { ...others, [categoryId]: code } };
}

/** Whether saving would change anything; in which order categories stand is no change. */
export function isChanged(before: BillingCodesSettings, after: BillingCodesSettings): boolean {
  return inOrder(before) !== inOrder(after);
}

function inOrder({ categoryBillingCodes = {}, defaultBillingCode, defaultExternalProductId }: BillingCodesSettings): string {
  const codes = Object.entries(categoryBillingCodes).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([codes, defaultBillingCode ?? null, defaultExternalProductId ?? null]);
}

interface Asked {
  page: BillingCodes;
  field: string;
  code: string | undefined;
  refused: readonly FieldProblem[];
}

/** What was stored and is stale counts as long as it was not changed; what a save was refused for counts until the next one. */
function problemOf({ page, field, code, refused }: Asked): { problem: string | undefined; isStale: boolean } {
  const said = refused.find((problem) => problem.field === `body.${field}`);
  if (said) return { problem: said.message, isStale: false };
  const stale = page.problems.find((problem) => problem.field === field);
  return stale && storedCode(page, field) === code
    ? { problem: stale.message, isStale: true }
    : { problem: undefined, isStale: false };
}

function storedCode({ settings }: BillingCodes, field: string): string | undefined {
  return field === DEFAULT_CODE
    ? settings.defaultBillingCode
    : settings.categoryBillingCodes[field.slice(CATEGORY_CODES.length + 1)];
}
