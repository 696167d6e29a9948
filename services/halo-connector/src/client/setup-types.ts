import { z } from 'zod';
import { flag, number, reference, rowId, text } from './wire-fields.ts';

/** Rows of what an administrator has set up (halopsa.md section 6): only the members that are read. */

/** A row of any of these tables; what some of them have besides is left out by the others. */
export const HaloSetupRow = z.object({
  id: rowId,
  name: text,
  /** The text of a category, by which tickets name it. */
  value: text,
  inactive: flag,
  sequence: number,
  use: text,
  foropps: flag,
  showasitem: flag,
  is_supplier: flag,
  assetgroup_id: reference,
  nominalcode: text,
  nominalcode_name: text,
  nominalcodepurchase: text,
  nominalcode_name_purchase: text,
});
export type HaloSetupRow = z.output<typeof HaloSetupRow>;

/** What an opportunity's list row tells of its stage: no list of stages is documented. */
export const HaloStage = z.object({ id: rowId, pipeline_stage_id: reference, pipeline_stage_name: text });
