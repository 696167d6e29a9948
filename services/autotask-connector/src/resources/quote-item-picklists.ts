import { labelKey } from '@psa-bridge/connector-kit';
import type { FieldInfo } from '../client/types.ts';
import type { QuoteItemPicklists } from '../mapping/quote.mapping.ts';
import type { AutotaskSession } from '../session.ts';

/** Ids known from live use (autotask.md section 5.15); the tenant's own picklist goes first. */
const KNOWN_TYPES = { product: 1, charge: 2, labour: 3, service: 11 } as const;
const TYPE_LABELS = {
  product: ['product'],
  charge: ['charge', 'charge/cost', 'cost'],
  labour: ['labor', 'labour'],
  service: ['service'],
} as const;

export async function readPicklists(session: AutotaskSession): Promise<QuoteItemPicklists> {
  const infos = await session.fields('QuoteItems');
  const choices = (field: string): readonly { value: string; label?: string | null | undefined }[] =>
    infos.find((info) => info.name === field)?.picklistValues ?? [];
  const typeOf = (kind: keyof typeof KNOWN_TYPES): number => {
    const labels: readonly string[] = TYPE_LABELS[kind];
    const choice = choices('quoteItemType').find(({ label }) => labels.includes(label?.toLowerCase() ?? ''));
    return choice ? Number(choice.value) : KNOWN_TYPES[kind];
  };
  return {
    itemTypes: { product: typeOf('product'), charge: typeOf('charge'), labour: typeOf('labour'), service: typeOf('service') },
    periods: new Map(
      choices('periodType').map(({ value, label }) => [labelKey(label), isNumeric(infos, 'periodType') ? Number(value) : value]),
    ),
  };
}

/** Picklist values are text in metadata; in rows they have the field's own type, and Autotask does not convert them. */
function isNumeric(infos: readonly FieldInfo[], field: string): boolean {
  return /^(integer|short|long)$/i.test(infos.find((info) => info.name === field)?.dataType ?? '');
}
