import type { FieldValuesPart } from '@psa-bridge/connector-kit';
import { where } from '../client/query.ts';
import { AutotaskBillingCode } from '../client/types.ts';
import { billingCodeToFieldValue, PICKLISTS, picklistToFieldValues } from '../mapping/field-value.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';

type Part = FieldValuesPart<AutotaskSession, AutotaskSettings>;

/** The drop-downs that a fields-only sync refreshes (SY-03, AT-15, AT-53): one call per entity with picklists, and the billing codes. */
export const fieldValueParts: readonly Part[] = [...picklistParts(), billingCodePart()];

function picklistParts(): readonly Part[] {
  const entities = [...new Set(PICKLISTS.map(({ entity }) => entity))];
  return entities.map((entity) => {
    const ours = PICKLISTS.filter((list) => list.entity === entity);
    return {
      label: `${entity} fields`,
      kinds: ours.map(({ kind }) => kind),
      async read({ session }) {
        const infos = await session.fields(entity, true);
        return ours.flatMap(({ kind, field }) =>
          picklistToFieldValues(
            kind,
            infos.find((info) => info.name === field),
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
      const codes = await session.client.list('BillingCodes', { filter: [where.gte('id', 0)] }, AutotaskBillingCode);
      return codes.map((code) =>
        billingCodeToFieldValue(code, useTypes.find(({ value }) => value === String(code.useType))?.label ?? undefined),
      );
    },
  };
}
