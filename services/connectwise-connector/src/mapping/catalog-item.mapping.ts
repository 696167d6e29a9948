import { compact, moneyNumber, moneyText, present } from '@psa-bridge/connector-kit';
import type { Product, RecordInput, Service } from '@psa-bridge/records';
import type { CwCatalogItem } from '../client/catalogue-types.ts';
import { reference, type ConnectWiseWrite } from '../client/patch.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { classificationOf, kindOfProduct, type CatalogKind, type Period } from './catalog-class.ts';
import type { CatalogFiling } from './catalog-place.ts';
import { fromCatalogTexts, toCatalogTexts } from './catalog-texts.ts';
import { fromDataPoints, toDataPoints } from './custom-fields.ts';

type Fields = Pick<ConnectWiseSettings, 'productFields'>;

/** What a row is told by besides itself. */
export interface ProductImport extends Fields {
  kind: CatalogKind;
  categoryId: string | undefined;
  /** For an item that is not here yet. */
  defaults?: ConnectWiseSettings['importDefaults'];
}

/** Fields of a product that ConnectWise speaks of for some items only, or that it was given here. */
export const UNSPOKEN_FIELDS = ['categoryId', 'doesNotRequireProcurement', 'isEligibleForRma', 'vendor', 'unit'] as const;

/** Catalog item to product of ours. */
export function toCanonicalProduct(
  row: CwCatalogItem,
  { kind, categoryId, defaults, productFields }: ProductImport,
): RecordInput<'product'> {
  return {
    ...defaults,
    ...textsOf(row),
    isActive: row.inactiveFlag !== true,
    isSerialized: row.serializedFlag ?? false,
    productType: kind === 'charge' ? 'one-time' : kind,
    ...(kind === 'charge' || kind === 'labour' ? { doesNotRequireProcurement: true } : {}),
    ...compact({
      categoryId,
      internalProductId: present(row.identifier),
      mpn: present(row.manufacturerPartNumber),
      manufacturer: present(row.manufacturer?.name),
      cost: moneyText(row.cost),
      price: moneyText(row.price),
      customFields: toDataPoints(row.customFields, productFields),
    }),
    ...compact({
      unit: present(row.unitOfMeasure?.name),
      vendor: present(row.vendor?.name),
      vendorPartNumber: present(row.vendorSku),
    }),
  };
}

/** Recurring catalog item to service of ours: what it brings in each term is its price, where ConnectWise tells it apart. */
export function toCanonicalService(
  row: CwCatalogItem,
  { period, categoryId }: { period: Period; categoryId: string | undefined },
): RecordInput<'service'> {
  return {
    ...textsOf(row),
    isActive: row.inactiveFlag !== true,
    period,
    ...compact({
      categoryId,
      price: moneyText(row.recurringRevenue ?? row.price),
      cost: moneyText(row.recurringCost ?? row.cost),
    }),
  };
}

/** Rows of ConnectWise that an item refers to; a name that leads to none stays text, which the field check then names. */
export interface ItemReferences {
  /** Absent for a change that leaves the category alone. */
  filing?: CatalogFiling | undefined;
  type: number | undefined;
  unit: number | string | undefined;
  manufacturer?: number | string | undefined;
  cycle?: number | undefined;
}

/**
 * Our product as ConnectWise's fields. A vendor is a company there and a name here, so it stays here.
 * @param before as it stands there, for the custom fields: only those that differ are sent
 */
export function fromCanonicalProduct(
  product: Product,
  references: ItemReferences,
  { productFields, before }: Fields & { before?: Partial<Product> | undefined },
): ConnectWiseWrite {
  const kind = kindOfProduct(product);
  return {
    ...toCatalogTexts(textOf(product)),
    inactiveFlag: !product.isActive,
    serializedFlag: product.isSerialized,
    ...classFields(kind, references),
    ...compact({
      identifier: product.internalProductId,
      manufacturer: reference(references.manufacturer),
      manufacturerPartNumber: product.mpn,
      vendorSku: product.vendorPartNumber,
      price: moneyNumber(product.price),
      cost: moneyNumber(product.cost),
      customFields: fromDataPoints(product.customFields, productFields, before?.customFields),
    }),
    ...recurrence(kind === 'recurring', product, references),
  };
}

export function fromCanonicalService(service: Service, references: ItemReferences): ConnectWiseWrite {
  return {
    ...toCatalogTexts(textOf(service)),
    inactiveFlag: !service.isActive,
    ...classFields('recurring', references),
    ...compact({ price: moneyNumber(service.price), cost: moneyNumber(service.cost) }),
    ...recurrence(true, service, references),
  };
}

function classFields(kind: CatalogKind, { filing, type, unit }: ItemReferences): ConnectWiseWrite {
  return compact({
    productClass: kind === 'bundle' ? undefined : classificationOf(kind).productClass,
    type: reference(type),
    unitOfMeasure: reference(unit),
    ...(filing && filingFields(filing)),
  });
}

/** Category and subcategory go together, for the one has to lie in the other. */
export function filingFields({ category, subcategory }: CatalogFiling): ConnectWiseWrite {
  return { subcategory: reference(subcategory), ...compact({ category: reference(category) }) };
}

/** The flag and the cycle go together: ConnectWise refuses the one without the other (connectwise.md section 11). */
function recurrence(
  isRecurring: boolean,
  { price, cost }: Pick<Service, 'price' | 'cost'>,
  { cycle }: ItemReferences,
): ConnectWiseWrite {
  if (!isRecurring) return { recurringFlag: false };
  return {
    recurringFlag: true,
    ...compact({
      recurringBillCycle: reference(cycle),
      recurringRevenue: moneyNumber(price),
      recurringCost: moneyNumber(cost),
    }),
  };
}

function textsOf(row: CwCatalogItem): { name: string; description?: string } {
  const description = present(row.description) ?? present(row.identifier) ?? `Item ${row.id}`;
  return fromCatalogTexts({ description, customerDescription: present(row.customerDescription) ?? description });
}

function textOf({ name, description }: Pick<Service, 'name' | 'description'>): { name: string; description?: string } {
  return { name, ...(description === undefined ? {} : { description }) };
}

/** As many characters as the identifier of an item takes (section 11). */
const IDENTIFIER_LENGTH = 75;

/**
 * The identifier that an item is created under: unique there. Without one of its own the end of the record's id makes it the same
 * for every try and for no other item, so it is the marker of the creation too (architecture rule 6).
 */
export function itemIdentifier(text: string, recordId: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9.-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const tail = recordId.replace(/[^A-Za-z0-9]/g, '').slice(-12);
  return `${words.slice(0, IDENTIFIER_LENGTH - tail.length - 1)}-${tail}`;
}
