import type { SettingProblem } from '@psa-bridge/connector-kit';

/** A field of Autotask may be mapped once only (AT-50): every further mapping of it is a problem. */
export function usedTwice(path: readonly string[], mapping: Readonly<Record<string, string>>): readonly SettingProblem[] {
  const first = new Map<string, string>();
  return Object.entries(mapping).flatMap(([point, field]): SettingProblem[] => {
    const earlier = first.get(field);
    if (earlier !== undefined) {
      return [
        { path: [...path, point], message: `"${field}" is mapped to "${earlier}" already. Each field can be mapped once.` },
      ];
    }
    first.set(field, point);
    return [];
  });
}
