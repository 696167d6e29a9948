import { labelKey } from '@psa-bridge/connector-kit';
import type { AutotaskSession } from '../session.ts';

/** The recurring service contract, the only type that takes services (autotask.md section 5.22); the tenant's label goes first. */
const KNOWN_TYPE = 7;
const TYPE_LABEL = 'recurring-service';

export async function recurringType(session: AutotaskSession): Promise<number> {
  const type = (await session.fields('Contracts')).find(({ name }) => name === 'contractType');
  const choice = (type?.picklistValues ?? []).find(({ label }) => labelKey(label) === TYPE_LABEL);
  return choice === undefined ? KNOWN_TYPE : Number(choice.value);
}
