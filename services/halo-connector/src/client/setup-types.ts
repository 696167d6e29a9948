import { z } from 'zod';
import { customFields, flag, number, reference, rowId, text } from './wire-fields.ts';

/** Rows of what an administrator sets up (halopsa.md section 6): only the members that are read. */

/** A row of a list that is chosen from, whichever list it is. */
export const HaloSetupRow = z.object({
  id: rowId,
  name: text,
  sequence: number,
  inactive: flag,
  isdisabled: flag,
});
export type HaloSetupRow = z.output<typeof HaloSetupRow>;

/** `/Lookup`: `id` is what goes into the fields that choose from it. */
export const HaloLookupRow = z.object({ ...HaloSetupRow.shape, id: z.number().int(), lookupid: number });
export type HaloLookupRow = z.output<typeof HaloLookupRow>;

/** `/Team`: which area it serves. */
export const HaloTeam = z.object({ ...HaloSetupRow.shape, foropps: flag });

/** `/AssetGroup`: product groups are those that show as items. */
export const HaloAssetGroup = z.object({
  ...HaloSetupRow.shape,
  showasitem: flag,
  nominalcode: text,
  nominalcode_name: text,
  nominalcodepurchase: text,
  nominalcode_name_purchase: text,
});
export type HaloAssetGroup = z.output<typeof HaloAssetGroup>;

/** `/AssetType` */
export const HaloAssetType = z.object({ ...HaloSetupRow.shape, assetgroup_id: reference });

/** `/Category`: categories of tickets go by their text. */
export const HaloCategory = z.object({ id: rowId, value: text, type_id: number });

/** `/FieldInfo`: which entity a custom field belongs to is a number that the document does not explain. */
export const HaloFieldInfo = z.object({ id: rowId, name: text, label: text, typeid: number });
export type HaloFieldInfo = z.output<typeof HaloFieldInfo>;

/** Of any row: which custom fields it carries. */
export const HaloCustomised = z.object({ id: rowId, customfields: customFields });

/** Of an opportunity: the stage that it is in. */
export const HaloStagedRow = z.object({ id: rowId, pipeline_stage_id: reference, pipeline_stage_name: text });
export type HaloStagedRow = z.output<typeof HaloStagedRow>;
