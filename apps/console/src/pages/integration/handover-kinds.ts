import type { TakeOverItem } from '../../api/handovers.ts';
import type { Tone } from '../../display/states.tsx';

/** What a person has to know of an outcome: whether anything is left to do. */
export type Fate = 'carried' | 'kept' | 'byHand' | 'absent';

const FATES: Readonly<Record<TakeOverItem['outcome'], Fate>> = {
  ...{ carried: 'carried', kept: 'kept', unknown_setting: 'absent' },
  ...{ missing: 'byHand', ambiguous: 'byHand', refused: 'byHand' },
};
const TONES: Readonly<Record<Fate, Tone>> = { carried: 'good', kept: 'calm', byHand: 'warn', absent: 'calm' };
/** What asks for somebody comes first. */
const ORDER: readonly Fate[] = ['byHand', 'carried', 'kept', 'absent'];

export const fateOf = ({ outcome }: Pick<TakeOverItem, 'outcome'>): Fate => FATES[outcome];
export const toneOf = (item: Pick<TakeOverItem, 'outcome'>): Tone => TONES[fateOf(item)];

/** All entries of one setting. */
export interface HandoverKind {
  setting: string;
  title: string;
  /** Where it is set; a PSA that has no such setting has no page for it. */
  page?: string;
  /** What is said of each of several, where that is the same. */
  message?: string;
  items: readonly TakeOverItem[];
}

export function kindsOf(items: readonly TakeOverItem[]): readonly HandoverKind[] {
  return [...Map.groupBy(items, ({ setting }) => setting)].map(([setting, ofOne]) => ({
    ...{ setting, title: ofOne[0]?.title ?? setting },
    ...pageOf(ofOne),
    ...withoutCommonMessage(ofOne.toSorted((one, other) => ORDER.indexOf(fateOf(one)) - ORDER.indexOf(fateOf(other)))),
  }));
}

function pageOf(items: readonly TakeOverItem[]): Pick<HandoverKind, 'page'> {
  const page = items.find((item) => item.page !== undefined)?.page;
  return page === undefined ? {} : { page };
}

function withoutCommonMessage(items: readonly TakeOverItem[]): Pick<HandoverKind, 'message' | 'items'> {
  const [first, ...others] = items;
  const message = first?.message;
  if (message === undefined || others.length === 0 || others.some((item) => item.message !== message)) return { items };
  return { message, items: items.map(({ message: _said, ...item }) => item) };
}

/** How many there are of each fate that there is. */
export function sumsOf(items: readonly TakeOverItem[]): readonly (readonly [Fate, number])[] {
  const byFate = Map.groupBy(items, fateOf);
  return (['carried', 'kept', 'byHand', 'absent'] as const).flatMap((fate) => {
    const sum = byFate.get(fate)?.length ?? 0;
    return sum === 0 ? [] : [[fate, sum] as const];
  });
}
