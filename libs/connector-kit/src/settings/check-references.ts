import type { BusinessRecord, FieldValue, TenantRecords } from '@psa-bridge/records';
import type { SettingReference, SettingTarget } from '../definition/settings-page.ts';
import { spokenName } from '../work/push.ts';
import type { ReadChoices } from './choices.ts';

export interface ReferenceChecking {
  records: Pick<TenantRecords, 'getMany'>;
  /** What people call the PSA. */
  psaName: string;
  psa: ReadChoices;
  local: ReadChoices;
}

/** A reference to something that is gone, inactive or of the wrong sort. */
export interface StaleReference {
  reference: SettingReference;
  /** Whose setting it is, as people know it: `category Servers`. */
  of?: string;
  /** Why it does not hold, in one sentence that names what it points at. */
  reason: string;
  /** What to do, in one sentence; empty where the reason says it. */
  remedy: string;
}

interface Knowledge extends ReferenceChecking {
  record(target: RecordTarget): BusinessRecord | undefined;
}
type RecordTarget = Extract<SettingTarget, { record: unknown }>;

/** Which references no longer hold, in their own order. */
export async function staleReferences(
  references: readonly SettingReference[],
  checking: ReferenceChecking,
): Promise<readonly StaleReference[]> {
  const known = { ...checking, record: await readRecords(references, checking.records) };
  const judged = await Promise.all(
    references.map(async (reference): Promise<readonly StaleReference[]> => {
      const verdict = await judge(reference, known);
      if (!verdict) return [];
      const of = reference.of && (await spokenTarget(reference.of, known));
      return [{ reference, ...(of === undefined ? {} : { of }), ...verdict }];
    }),
  );
  return judged.flat();
}

/** The reason and what to do: the words of a page, and of the issue that warns. */
export function staleMessage({ reason, remedy }: Pick<StaleReference, 'reason' | 'remedy'>): string {
  return `${reason} ${remedy}`.trimEnd();
}

/** All records that are pointed at, by one reading for each type. */
async function readRecords(
  references: readonly SettingReference[],
  records: ReferenceChecking['records'],
): Promise<Knowledge['record']> {
  const targets = references.flatMap(({ target, of }) => [target, of]).filter((target) => target !== undefined);
  const ids = Map.groupBy(
    targets.flatMap((target) => ('record' in target ? [target] : [])),
    ({ record }) => record,
  );
  const found = new Map<string, BusinessRecord>();
  for (const [type, of] of ids) {
    for (const record of await records.getMany(type, [...new Set(of.map(({ id }) => id))]))
      found.set(`${type}:${record._id}`, record);
  }
  return ({ record, id }) => found.get(`${record}:${id}`);
}

async function judge({ target, unfit }: SettingReference, known: Knowledge) {
  const kind = kindOf(target);
  if ('record' in target) {
    if (known.record(target)) return undefined;
    return { reason: `There is no ${kind} with the id ${target.id}.`, remedy: 'Choose another.' };
  }
  const choice = await choiceOf(target, known);
  const where = 'psa' in target ? known.psaName : 'PSA Bridge';
  if (!choice) {
    const remedy = 'Choose another, or run a fields-only sync if it is new.';
    return { reason: `${capital(kind)} ${target.key} does not exist in ${where}.`, remedy };
  }
  if (!choice.isActive) {
    const reason = `${capital(kind)} "${choice.label}" is inactive in ${where}.`;
    return { reason, remedy: 'Choose another, or activate it there.' };
  }
  const reason = unfit?.(choice);
  return reason === undefined ? undefined : { reason, remedy: '' };
}

/** What people call the target: `category Servers`, `role Engineer`; its id where nothing is known of it. */
async function spokenTarget(target: SettingTarget, known: Knowledge): Promise<string> {
  if (!('record' in target)) return `${kindOf(target)} ${(await choiceOf(target, known))?.label ?? target.key}`;
  const record = known.record(target);
  return `${kindOf(target)} ${(record && spokenName(record.data)) ?? target.id}`;
}

async function choiceOf(
  target: Exclude<SettingTarget, { record: unknown }>,
  { psa, local }: ReferenceChecking,
): Promise<FieldValue | undefined> {
  const choices = 'psa' in target ? await psa(target.psa) : await local(target.local);
  return choices.find(({ key }) => key === target.key);
}

function kindOf(target: SettingTarget): string {
  const kind = 'psa' in target ? target.psa : 'local' in target ? target.local : target.record;
  return kind.replaceAll('_', ' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
