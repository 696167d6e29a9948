import type { z } from 'zod';

/** What a client did wrong in one place. */
export interface FieldProblem {
  /** `body.items.0.quantity`, `query.size` … */
  field: string;
  /** What to do about it, as in `must be a number, not a string`. */
  message: string;
}

type Issue = z.core.$ZodIssue;

/** The issues of one part of a request, each with the place and the cure. */
export function fieldProblems(part: string, issues: readonly Issue[]): FieldProblem[] {
  return issues.flatMap((issue) => problemsOf([part], issue));
}

function problemsOf(base: readonly PropertyKey[], issue: Issue): FieldProblem[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: named([...path, key]), message: 'is not known here; remove it' }));
  }
  if (issue.code === 'invalid_union') {
    const nearest = nearestBranch(issue.errors);
    if (nearest) return nearest.flatMap((inner) => problemsOf(path, inner));
  }
  return [{ field: named(path), message: messageOf(issue) }];
}

/** Of the alternatives the one that got furthest is most likely meant. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const depth = (issues: readonly Issue[]): number => Math.max(...issues.map(({ path }) => path.length));
  return [...branches]
    .filter((issues) => issues.length > 0 && depth(issues) > 0)
    .sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
}

function messageOf(issue: Issue): string {
  if (issue.code !== 'invalid_type') return issue.message;
  if (issue.input === undefined) return `is required: give ${withArticle(issue.expected)}`;
  return `must be ${withArticle(issue.expected)}, not ${withArticle(kindOf(issue.input))}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function withArticle(kind: string): string {
  if (kind === 'null') return kind;
  return `${/^[aeio]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

function named(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}
