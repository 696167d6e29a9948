import { AppError } from '@psa-bridge/core';
import type { Filter } from './port.ts';

/**
 * The filter within one tenant (or all, without a tenant). A condition that is undefined is refused: dropped, it would match
 * everything, which a delete must never do by accident.
 *
 * @throws AppError `undefined_condition`
 */
export function fence(filter: Filter, tenantId: string | undefined): Filter {
  refuseUndefined(filter);
  return tenantId === undefined ? filter : { ...filter, tenantId };
}

function refuseUndefined(filter: Filter): void {
  for (const [path, condition] of Object.entries(filter)) {
    const operands = isOperators(condition) ? Object.values(condition) : [condition];
    if (operands.includes(undefined)) throw undefinedCondition(path);
    if (path === '$and' || path === '$or') (condition as readonly Filter[]).forEach(refuseUndefined);
  }
}

function isOperators(condition: unknown): condition is Readonly<Record<string, unknown>> {
  return typeof condition === 'object' && condition !== null && Object.keys(condition).some((key) => key.startsWith('$'));
}

function undefinedCondition(path: string): AppError {
  return new AppError(`The condition on ${path} is undefined: leave it out, or ask for null.`, {
    code: 'undefined_condition',
    kind: 'bug',
    details: { path },
  });
}

/** The ids, where a filter asks for nothing but ids. */
export function idsOf(filter: Filter): readonly string[] | undefined {
  const condition = filter['_id'];
  if (Object.keys(filter).length !== 1 || condition === undefined) return undefined;
  if (typeof condition === 'string') return [condition];
  const list = (condition as { $in?: readonly string[] }).$in;
  return list && Object.keys(condition as object).length === 1 ? list : undefined;
}
