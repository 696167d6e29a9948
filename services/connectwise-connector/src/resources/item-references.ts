import { labelKey } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { Product, Service } from '@psa-bridge/records';
import type { CwSetupRow } from '../client/catalogue-types.ts';
import {
  classificationOf,
  cycleOf,
  kindOfProduct,
  typeOf,
  unitOf,
  type CatalogKind,
  type Period,
} from '../mapping/catalog-class.ts';
import type { ItemReferences } from '../mapping/catalog-item.mapping.ts';
import { filingOf } from '../mapping/catalog-place.ts';
import { BILLING_CYCLES, type ConnectWiseSession, type SetupPath } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';

const TYPE_SETTING: Readonly<Record<Exclude<CatalogKind, 'bundle'>, keyof ConnectWiseSettings['productTypes']>> = {
  ...{ 'one-time': 'product', recurring: 'service', labour: 'labour', charge: 'charge' },
};

export async function referencesOfProduct(product: Product, session: ConnectWiseSession): Promise<ItemReferences> {
  const kind = kindOfProduct(product);
  return {
    ...(await referencesOf(kind, { categoryId: product.categoryId, unit: product.unit }, session)),
    manufacturer: await manufacturerOf(product, session),
  };
}

export function referencesOfService(service: Service, session: ConnectWiseSession): Promise<ItemReferences> {
  return referencesOf('recurring', { categoryId: service.categoryId, period: service.period }, session);
}

interface Filed {
  categoryId: string | undefined;
  period?: Service['period'];
  unit?: string | undefined;
}

async function referencesOf(
  kind: CatalogKind,
  { categoryId, period = 'monthly', unit }: Filed,
  session: ConnectWiseSession,
): Promise<ItemReferences> {
  if (kind === 'bundle') return { type: undefined, unit: undefined };
  const { settings } = session;
  const classification = classificationOf(kind, period);
  const type = settings.productTypes[TYPE_SETTING[kind]];
  const named = unit && ((rows: readonly CwSetupRow[]) => rows.find(({ name }) => labelKey(name) === labelKey(unit)));
  return {
    filing: await found(session, 'procurement/subcategories', (rows) => filingOf(categoryId, settings, rows)),
    type:
      type === undefined ? (await found(session, 'procurement/types', (rows) => typeOf(classification, rows)))?.id : Number(type),
    unit: named
      ? ((await found(session, 'procurement/unitOfMeasures', named))?.id ?? unit)
      : (await found(session, 'procurement/unitOfMeasures', (rows) => unitOf(classification, rows)))?.id,
    cycle: kind === 'recurring' ? await knownCycleAt(period, session) : undefined,
  };
}

async function manufacturerOf({ manufacturer }: Product, session: ConnectWiseSession): Promise<number | string | undefined> {
  if (manufacturer === undefined) return undefined;
  const isNamed = ({ name }: CwSetupRow): boolean => name?.trim().toLowerCase() === manufacturer.trim().toLowerCase();
  return (await found(session, 'procurement/manufacturers', (rows) => rows.find(isNamed)))?.id ?? manufacturer;
}

/** What is missed is looked for once more in the table as it is now: somebody may have added it meanwhile. */
async function found<Result>(
  session: ConnectWiseSession,
  path: SetupPath,
  find: (rows: readonly CwSetupRow[]) => Result | undefined,
): Promise<Result | undefined> {
  return find(await session.setup(path)) ?? find(await session.setup(path, 'fresh'));
}

/** @throws AppError where a new item, or one that changes, would go out without what makes it whole */
export function demand(
  kind: CatalogKind,
  { filing, cycle }: ItemReferences,
  { isFiled, of }: { isFiled: boolean; of: { categoryId?: string | undefined; period?: Period } },
): void {
  if (isFiled && !filing)
    throw rejected('category_not_mapped', 'The category is mapped to no category or subcategory of ConnectWise.', {
      details: { reference: `category ${of.categoryId ?? 'none'}` },
    });
  if (kind === 'recurring' && cycle === undefined) throw cycleMissing(of.period ?? 'monthly');
}

/** @throws AppError `billing_cycle_missing` where ConnectWise has none of that term */
export async function cycleAt(period: Period, session: ConnectWiseSession): Promise<number> {
  const id = await knownCycleAt(period, session);
  if (id === undefined) throw cycleMissing(period);
  return id;
}

async function knownCycleAt(period: Period, session: ConnectWiseSession): Promise<number | undefined> {
  return (await found(session, BILLING_CYCLES, (rows) => cycleOf(period, rows)))?.id;
}

function cycleMissing(period: Period) {
  return rejected('billing_cycle_missing', 'ConnectWise has no billing cycle of the term at which this is billed.', {
    details: { reference: `billing cycle ${period}` },
  });
}
