import { defineSettingsPage } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { PicklistKey } from './keys.ts';

/** Whose stock is read (AT-40). */
export const InventoriesSettings = z.strictObject({
  /** Inventory locations by id. */
  inventoryLocations: z.array(PicklistKey).max(500).default([]),
});

export const inventoriesPage = defineSettingsPage({
  name: 'inventories',
  title: 'Inventories',
  settings: InventoriesSettings,
  portable: { inventoryLocations: ['inventoryLocations'] },
  choices: { inventoryLocations: { psa: 'inventory_location' } },
  references: ({ inventoryLocations }) =>
    inventoryLocations.map((key, index) => ({
      path: ['inventoryLocations', String(index)],
      title: `Inventory location ${index + 1}`,
      target: { psa: 'inventory_location', key },
    })),
  problems: ({ inventoryLocations }) =>
    inventoryLocations.flatMap((key, index) =>
      inventoryLocations.indexOf(key) === index
        ? []
        : [
            {
              path: ['inventoryLocations', String(index)],
              message: `Location ${key} stands there already. Remove one of the two.`,
            },
          ],
    ),
});
