import { z } from 'zod';
import { operation } from './control-api.ts';

/** How what a vendor sends by itself fares on the way. */
export interface DeliveryConditions {
  /** Lost on the way, in percent. */
  dropPercent: number;
  /** Delivered twice, in percent. */
  duplicatePercent: number;
  /** How many of the next events are lost for certain. */
  dropNext: number;
  duplicateNext: number;
  /** Before each delivery. */
  delayMs: number;
}

export const CALM: Readonly<DeliveryConditions> = {
  dropPercent: 0,
  duplicatePercent: 0,
  dropNext: 0,
  duplicateNext: 0,
  delayMs: 0,
};

const percent = z.number().min(0).max(100).optional();

export const deliveryConditionsPatch = z.strictObject({
  dropPercent: percent.describe('lost on the way'),
  duplicatePercent: percent.describe('delivered twice'),
  dropNext: z.int().min(0).optional().describe('how many of the next events are lost for certain'),
  duplicateNext: z.int().min(0).optional(),
  delayMs: z.number().min(0).optional(),
});

/** The control operation that sets some of the conditions and leaves the others. */
export function setDelivery<Shape extends z.ZodType<Record<string, unknown>>>(about: string, patch: Shape, conditions: object) {
  return operation(about, patch, (input) => {
    Object.assign(conditions, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)));
  });
}

/** Whether the next event meets this fate; `chance` is a number in [0, 1). */
export function isStruck(conditions: DeliveryConditions, what: 'drop' | 'duplicate', chance: () => number): boolean {
  const next = `${what}Next` as const;
  if (conditions[next] > 0) {
    conditions[next] -= 1;
    return true;
  }
  const percentage = conditions[`${what}Percent`];
  return percentage > 0 && chance() * 100 < percentage;
}
