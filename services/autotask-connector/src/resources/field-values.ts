import type { FieldValuesPart } from '@psa-bridge/connector-kit';
import { isAppError } from '@psa-bridge/core';
import { where } from '../client/query.ts';
import { AutotaskBillingCode, AutotaskListEntry, AutotaskResource, AutotaskUdfDefinition } from '../client/types.ts';
import {
  billingCodeToFieldValue,
  listEntryToFieldValue,
  PICKLISTS,
  picklistToFieldValues,
  resourceToFieldValue,
  udfChoices,
  udfToFieldValue,
  type UdfKind,
} from '../mapping/field-value.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';

type Part = FieldValuesPart<AutotaskSession, AutotaskSettings>;

const EVERYTHING = { filter: [where.gte('id', 0)] };

/** The drop-downs that a fields-only sync refreshes (SY-03, AT-15, AT-53): a call for each entity that holds some. */
export const fieldValueParts: readonly Part[] = [
  ...picklistParts(),
  billingCodePart(),
  udfPart('company_udf', { entity: 'Companies', type: 'Company' }),
  udfPart('opportunity_udf', { entity: 'Opportunities', type: 'Opportunity' }),
  listPart('role', 'Roles'),
  listPart('service', 'Services'),
  listPart('inventory_location', 'InventoryLocations'),
  resourcePart(),
];

function picklistParts(): readonly Part[] {
  const entities = [...new Set(PICKLISTS.map(({ entity }) => entity))];
  return entities.map((entity) => {
    const ours = PICKLISTS.filter((list) => list.entity === entity);
    return {
      label: `${entity} fields`,
      kinds: ours.map(({ kind }) => kind),
      async read({ session }) {
        const infos = await session.fields(entity, true);
        return ours.flatMap((list) =>
          picklistToFieldValues(
            list,
            infos.find((info) => info.name === list.field),
          ),
        );
      },
    };
  });
}

function billingCodePart(): Part {
  return {
    label: 'Billing codes',
    kinds: ['billing_code'],
    async read({ session }) {
      const infos = await session.fields('BillingCodes', true);
      const useTypes = infos.find((info) => info.name === 'useType')?.picklistValues ?? [];
      const codes = await session.client.list('BillingCodes', EVERYTHING, AutotaskBillingCode);
      return codes.map((code) =>
        billingCodeToFieldValue(code, useTypes.find(({ value }) => value === String(code.useType))?.label ?? undefined),
      );
    },
  };
}

/** What data types and entities are called stands with the definitions, whose picklists differ from tenant to tenant. */
function udfPart(kind: UdfKind, { entity, type }: { entity: string; type: string }): Part {
  return {
    label: `${entity} user-defined fields`,
    kinds: [kind, `${kind}_choice`],
    // Definitions are not rows that a security level hides: the last one may be gone.
    mayBeEmpty: true,
    async read({ session }) {
      const udfs = await session.client.userDefinedFields(entity);
      const infos = udfs.length === 0 ? [] : await session.fields('UserDefinedFieldDefinitions');
      const labelOf = (field: string, key: unknown): string | undefined =>
        infos.find(({ name }) => name === field)?.picklistValues?.find(({ value }) => value === String(key))?.label ?? undefined;
      const retired = udfs.length === 0 ? [] : await retiredDefinitions(session);
      const gone = new Set(retired.flatMap(({ name, udfType }) => (labelOf('udfType', udfType) === type ? [name] : [])));
      return udfs.flatMap((udf) => [
        { ...udfToFieldValue(kind, udf, labelOf('dataType', udf.dataType)), isActive: !gone.has(udf.name) },
        ...udfChoices(`${kind}_choice`, udf),
      ]);
    },
  };
}

/** A user who may not see the definitions maps fields all the same: then each counts as active. */
async function retiredDefinitions({ client }: AutotaskSession): Promise<readonly AutotaskUdfDefinition[]> {
  try {
    return await client.list('UserDefinedFieldDefinitions', { filter: [where.eq('isActive', false)] }, AutotaskUdfDefinition);
  } catch (error) {
    if (isAppError(error) && error.kind === 'forbidden') return [];
    throw error;
  }
}

function listPart(kind: string, entity: string): Part {
  return {
    label: entity,
    kinds: [kind],
    async read({ session }) {
      const entries = await session.client.list(entity, EVERYTHING, AutotaskListEntry);
      return entries.map((entry) => listEntryToFieldValue(kind, entry));
    },
  };
}

function resourcePart(): Part {
  return {
    label: 'Resources',
    kinds: ['resource'],
    async read({ session }) {
      const people = await session.client.list('Resources', EVERYTHING, AutotaskResource);
      return people.flatMap((person) => resourceToFieldValue(person) ?? []);
    },
  };
}
