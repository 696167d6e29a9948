import { defineSettingsPage } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { SetupKey } from './keys.ts';

/** Whose stock is read (CW-41). */
export const InventoriesSettings = z.strictObject({
  /** Warehouses by id. */
  warehouses: z.array(SetupKey).max(500).default([]),
});

export const inventoriesPage = defineSettingsPage({
  name: 'inventories',
  title: 'Inventories',
  settings: InventoriesSettings,
  portable: { inventoryLocations: ['warehouses'] },
  choices: { warehouses: { psa: 'inventory_location' } },
  references: ({ warehouses }) =>
    warehouses.map((key, index) => ({
      path: ['warehouses', String(index)],
      title: `Warehouse ${index + 1}`,
      target: { psa: 'inventory_location', key },
    })),
  problems: ({ warehouses }) =>
    warehouses.flatMap((key, index) =>
      warehouses.indexOf(key) === index
        ? []
        : [{ path: ['warehouses', String(index)], message: `Warehouse ${key} stands there already. Remove one of the two.` }],
    ),
});
