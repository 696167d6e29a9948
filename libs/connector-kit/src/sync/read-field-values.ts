import type { Incoming, TenantRecords } from '@psa-bridge/records';
import type { FieldValuesPart } from '../definition/resource.ts';
import type { AnyContext } from '../sessions.ts';

type Part = FieldValuesPart<unknown, { [key: string]: unknown }>;

const AT_MOST = 5_000;

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
  const known = await records.search('field_value', {
    from: 0,
    size: AT_MOST,
    filters: { integrationId, kind: [...part.kinds], isActive: true },
  });
  const gone = known.items.filter(({ data }) => !present.has(`${data.kind}:${data.key}`));
  return [
    ...items,
    ...gone.map(({ data }): Incoming<'field_value'> => ({
      externalId: `${data.kind}:${data.key}`,
      data: { ...data, isActive: false },
      seenAt,
    })),
  ];
}
