import type { z } from 'zod';
import { switchesSchema as autotask } from './autotask/switches.ts';
import { switchesSchema as connectwise } from './connectwise/switches.ts';
import { switchesSchema as halopsa } from './halopsa/switches.ts';
import { switchesSchema as xero } from './xero/switches.ts';

/** One switch of a vendor: its default, the section of the vendor's document that leaves it open, and what it means. */
export interface DescribedSwitch {
  name: string;
  defaultValue: unknown;
  section: string;
  meaning: string;
}

interface SwitchesSchema {
  shape: Readonly<Record<string, z.ZodDefault>>;
}

const SCHEMAS: Readonly<Record<string, SwitchesSchema>> = {
  'Autotask PSA': autotask,
  'ConnectWise PSA': connectwise,
  HaloPSA: halopsa,
  Xero: xero,
};

/** The switches of every vendor, as their schemas tell them. @throws Error for one whose description names no section */
export function describeSwitches(): readonly { vendor: string; switches: readonly DescribedSwitch[] }[] {
  return Object.entries(SCHEMAS).map(([vendor, { shape }]) => ({
    vendor,
    switches: Object.entries(shape).map(([name, field]) => {
      const [, section, meaning] = /^([\d., to]+): (.+)$/.exec(field.description ?? '') ?? [];
      if (section === undefined || meaning === undefined) throw new Error(`The switch ${name} names no section.`);
      return { name, defaultValue: field.parse(undefined), section, meaning };
    }),
  }));
}
