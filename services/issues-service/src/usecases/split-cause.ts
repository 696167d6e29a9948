import { notFound, type Caller } from '@psa-bridge/core';
import { split, type KnownCause, type SplitField } from '../domain/cause/known-cause.ts';
import type { Deps } from '../ports.ts';

/**
 * Shows a cause in a group for each value of a field, where one remedy does not mend all; without a field, in one again. Nothing
 * is written to the issues, so it holds at once for all of them and leaves nothing behind when it is undone.
 *
 * @throws AppError `cause_not_found`, `cause_not_split`
 */
export function makeSplitCause({ causes, clock }: Pick<Deps, 'causes' | 'clock'>) {
  return async (id: string, by: SplitField | undefined, { tenantId }: Caller): Promise<KnownCause> => {
    const at = clock.now();
    const cause = await causes.forTenant(tenantId).mutate(id, (current) => current && split(current, by, at));
    if (!cause) throw notFound('cause_not_found', 'There is no such cause of issues.', { expected: true });
    return cause;
  };
}
