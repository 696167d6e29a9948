import type { SettingReference } from '@psa-bridge/connector-kit';

/** A mapped user-defined field: it must exist, be active, and be of a sort that the API supports (AT-23, AT-52). */
export function udfReference(
  path: readonly string[],
  { kind, name, point }: { kind: 'company_udf' | 'opportunity_udf'; name: string; point: string },
): SettingReference {
  return {
    path,
    title: `Field of data point "${point}"`,
    target: { psa: kind, key: name },
    unfit: ({ label, details }) =>
      details?.['unsupported'] === 'multi_select'
        ? `"${label}" is a multi-select field, which the Autotask API does not support. Choose another field.`
        : details?.['unsupported'] === 'reference'
          ? `"${label}" refers to another entity, which the Autotask API does not support. Choose another field.`
          : undefined,
  };
}
