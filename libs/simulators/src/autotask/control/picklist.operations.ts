import { z } from 'zod';
import { invalidInput, notFound } from '@psa-bridge/core';
import { operation } from '../../http/control-api.ts';
import { requireEntity } from '../metadata/registry.ts';
import type { Simulation } from '../simulation.ts';

const entity = z.string();

/** The tenant's own picklists, as an administrator changes them. */
export function picklistOperations(simulation: Simulation) {
  return {
    setPicklistValue: operation(
      'Adds or changes a value of a picklist; isActive false retires it.',
      z.strictObject({
        entity,
        field: z.string(),
        value: z.string(),
        label: z.string().optional(),
        isActive: z.boolean().optional(),
      }),
      (input) => setPicklistValue(simulation, input),
    ),
    removePicklistValue: operation(
      'Takes a value out of a picklist.',
      z.strictObject({ entity, field: z.string(), value: z.string() }),
      (input) => {
        const entries = picklistOf(simulation, input);
        const index = entries.findIndex(({ value }) => value === input.value);
        if (index < 0) throw notFound('no_such_value', `${input.field} has no value ${input.value}.`);
        entries.splice(index, 1);
      },
    ),
  };
}

interface PicklistAddress {
  entity: string;
  field: string;
}

function picklistOf({ tenant }: Simulation, address: PicklistAddress) {
  const definition = requireEntity(address.entity);
  const field = definition.fieldByName.get(address.field.toLowerCase());
  if (field?.picklist !== 'own')
    throw invalidInput('no_such_picklist', `${address.entity}.${address.field} has no values of its own.`);
  return tenant.database.ownPicklist(definition.name, field.name);
}

function setPicklistValue(
  simulation: Simulation,
  {
    value,
    label,
    isActive,
    ...address
  }: PicklistAddress & { value: string; label?: string | undefined; isActive?: boolean | undefined },
): void {
  const entries = picklistOf(simulation, address);
  let entry = entries.find((candidate) => candidate.value === value);
  if (!entry) {
    entry = {
      value,
      label: value,
      isDefaultValue: false,
      sortOrder: entries.length + 1,
      parentValue: '',
      isActive: true,
      isSystem: false,
    };
    entries.push(entry);
  }
  entry.label = label ?? entry.label;
  entry.isActive = isActive ?? entry.isActive;
}
