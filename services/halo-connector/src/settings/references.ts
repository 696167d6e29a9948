import type { SettingReference, SettingTarget } from '@psa-bridge/connector-kit';

/** A setting that may be left out. */
export function chosen(
  path: readonly string[],
  target: (key: string) => SettingTarget,
  key: string | undefined,
): readonly SettingReference[] {
  return key === undefined ? [] : [{ path, target: target(key) }];
}

/** A choice of HaloPSA's by its kind, for `chosen` and entries of maps. */
export const psaChoice =
  (psa: string) =>
  (key: string): SettingTarget => ({ psa, key });

export const localChoice =
  (local: string) =>
  (key: string): SettingTarget => ({ local, key });

/** A list of choices, each of which stands there once. */
export function listed(setting: string, psa: string, keys: readonly string[]): readonly SettingReference[] {
  return keys.map((key, index) => ({ path: [setting, String(index)], target: { psa, key } }));
}

/** An entry of a map, both of whose sides have to be there. */
export interface MapEntry {
  setting: string;
  key: string;
  /** What the entry's value is called, such as "Our status". */
  title: string;
  of: SettingTarget;
  value: SettingTarget;
  affects?: SettingReference['affects'];
}

/** The side of HaloPSA is told first, because what is ours is missed less often; who would fail is told of that side alone. */
export function mapEntry({ setting, key, title, of, value, affects }: MapEntry): readonly SettingReference[] {
  const place = { path: [setting, key], title, of };
  const [theirs, ours] = 'psa' in of ? [of, value] : [value, of];
  return [
    { ...place, target: theirs, ...(affects === undefined ? {} : { affects }) },
    { ...place, target: ours },
  ];
}
