import type { FieldValue, TenantRecords } from '@psa-bridge/records';
import type { SettingReference, SettingTarget } from '../definition/settings-page.ts';
import type { ReadChoices } from './choices.ts';

export interface ReferenceChecking {
  records: Pick<TenantRecords, 'getMany'>;
  /** What people call the PSA. */
  psaName: string;
  psa: ReadChoices;
  local: ReadChoices;
}

/** A reference to something that is gone, inactive or of the wrong sort, and why. */
export interface StaleReference {
  reference: SettingReference;
  /** What it points at, as people know it; its key where even that is unknown. */
  label: string;
  message: string;
}

/** Which references no longer hold, in their own order. */
export async function staleReferences(
  references: readonly SettingReference[],
  checking: ReferenceChecking,
): Promise<readonly StaleReference[]> {
  const judged = await Promise.all(references.map((reference) => judge(reference, checking)));
  return judged.flatMap((stale) => stale ?? []);
}

async function judge(reference: SettingReference, checking: ReferenceChecking): Promise<StaleReference | undefined> {
  const { target } = reference;
  if ('record' in target) {
    const [record] = await checking.records.getMany(target.record, [target.id]);
    if (record) return undefined;
    return { reference, label: target.id, message: `There is no ${target.record} with the id ${target.id}. Choose another.` };
  }
  const choice = (await choicesOf(target, checking)).find(({ key }) => key === target.key);
  const reason = problemOf(choice, reference, checking.psaName);
  return reason === undefined ? undefined : { reference, label: choice?.label ?? target.key, message: reason };
}

function choicesOf(target: Exclude<SettingTarget, { record: unknown }>, { psa, local }: ReferenceChecking) {
  return 'psa' in target ? psa(target.psa) : local(target.local);
}

function problemOf(choice: FieldValue | undefined, { target, unfit }: SettingReference, psaName: string): string | undefined {
  const kind = spoken('psa' in target ? target.psa : 'local' in target ? target.local : target.record);
  const where = 'psa' in target ? psaName : 'PSA Bridge';
  if (!choice) {
    const key = 'key' in target ? target.key : target.id;
    return `${capital(kind)} ${key} does not exist in ${where}. Choose another, or run a fields-only sync if it is new.`;
  }
  if (!choice.isActive)
    return `${capital(kind)} "${choice.label}" is inactive in ${where}. Choose another, or activate it there.`;
  return unfit?.(choice);
}

function spoken(kind: string): string {
  return kind.replaceAll('_', ' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
