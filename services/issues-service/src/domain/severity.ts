import type { Problem, Severity, Subject } from './issue.ts';

/** How urgent a failure is by itself: a connection that fails stops everything, a warning has stopped nothing yet. */
export function severityOf({ entityType }: Pick<Subject, 'entityType'>, { level }: Pick<Problem, 'level'>): Severity {
  if (level === 'warning') return 'normal';
  return entityType === 'integration' ? 'critical' : 'high';
}
