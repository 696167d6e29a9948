import type { RecordRef } from '../definition/resource.ts';
import type { PartContext } from '../definition/session.ts';
import { missingExternalId } from '../work/requirements.ts';

/**
 * The PSA's id, which is a number there, of a record that has to be linked.
 * @throws AppError `<type>_has_no_external_identifier` (rejected), with the words of AT-61 and AT-62
 */
export async function linkedId(ref: RecordRef, context: Pick<PartContext<unknown, unknown>, 'externalId'>): Promise<number> {
  const id = await context.externalId(ref.type, ref.id);
  if (id === undefined) throw missingExternalId(ref);
  return Number(id);
}
