import type { TenantRecords } from '@psa-bridge/records';
import type { z } from 'zod';
import type { SettingsPage } from '../definition/settings-page.ts';
import { staleMessage, staleReferences, type ReferenceChecking } from './check-references.ts';

export interface CheckDeps extends ReferenceChecking {
  records: Pick<TenantRecords, 'get' | 'getMany' | 'search'>;
}

export interface FieldProblem {
  /** Path with dots, such as `categoryBillingCodes.<id>`. */
  field: string;
  message: string;
  /** It points at something that is gone or inactive: it was right once. */
  isStale: boolean;
}

export interface PageCheck {
  /** As the schema made them; what was given, where it refuses them. */
  settings: Readonly<Record<string, unknown>>;
  problems: readonly FieldProblem[];
}

/** Schema first; then what the settings point at and the page's own rules. */
export async function checkPage(
  page: SettingsPage,
  given: Readonly<Record<string, unknown>>,
  deps: CheckDeps,
): Promise<PageCheck> {
  const parsed = page.settings.strict().safeParse(given);
  if (!parsed.success) return { settings: given, problems: parsed.error.issues.flatMap(schemaProblems) };
  const settings = parsed.data;
  const stale = await staleReferences(page.references?.(settings) ?? [], deps);
  const ruled = (await page.problems?.(settings, { records: deps.records, choices: deps.psa })) ?? [];
  return {
    settings,
    problems: [
      ...stale.map((found) => ({ field: fieldOf(found.reference.path), message: staleMessage(found), isStale: true })),
      ...ruled.map(({ path, message }) => ({ field: fieldOf(path), message, isStale: false })),
    ],
  };
}

/** Tells what was no problem before. */
export function unlessAmong(before: readonly FieldProblem[]): (problem: FieldProblem) => boolean {
  const keyOf = ({ field, message }: FieldProblem) => `${field}\n${message}`;
  const known = new Set(before.map(keyOf));
  return (problem) => !known.has(keyOf(problem));
}

/** What a schema refuses, by field. */
export function schemaProblems(issue: z.core.$ZodIssue): readonly FieldProblem[] {
  if (issue.code !== 'unrecognized_keys') return [{ field: fieldOf(issue.path), message: issue.message, isStale: false }];
  return issue.keys.map((key) => ({
    field: fieldOf([...issue.path, key]),
    message: 'is not known here; remove it',
    isStale: false,
  }));
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}
