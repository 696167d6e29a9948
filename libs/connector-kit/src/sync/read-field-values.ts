import type { BusinessRecord, Incoming, TenantRecords } from '@psa-bridge/records';
import type { FieldValuesPart } from '../definition/resource.ts';
import type { AnyContext } from '../sessions.ts';

type Part = FieldValuesPart<unknown, { [key: string]: unknown }>;

const PAGE = 1_000;

/** Reads one step of field values in full; values that are gone become inactive and stay, for old records show them (SY-24). */
export async function readFieldValues(
  part: Part,
  context: AnyContext,
  records: TenantRecords,
): Promise<readonly Incoming<'field_value'>[]> {
  const seenAt = context.clock.now();
  const integrationId = context.integration.id;
  const values = await part.read(context);
  const items = values.map((value): Incoming<'field_value'> => ({
    externalId: `${value.kind}:${value.key}`,
    data: { ...value, integrationId },
    seenAt,
  }));
  const present = new Set(items.map((item) => item.externalId));
  const known = await activeValues(part, integrationId, records);
  const kindsRead = new Set(part.mayBeEmpty === true ? part.kinds : values.map(({ kind }) => kind));
  const gone = known.filter(({ data }) => kindsRead.has(data.kind) && !present.has(`${data.kind}:${data.key}`));
  return [
    ...items,
    ...gone.map(({ data }): Incoming<'field_value'> => ({
      externalId: `${data.kind}:${data.key}`,
      data: { ...data, isActive: false },
      seenAt,
    })),
  ];
}

async function activeValues(
  { kinds }: Part,
  integrationId: string,
  records: TenantRecords,
): Promise<BusinessRecord<'field_value'>[]> {
  const filters = { integrationId, kind: [...kinds], isActive: true };
  const found: BusinessRecord<'field_value'>[] = [];
  for (let isMore = true; isMore;) {
    const { items, total } = await records.search('field_value', { from: found.length, size: PAGE, filters });
    found.push(...items);
    isMore = items.length > 0 && found.length < total;
  }
  return found;
}
