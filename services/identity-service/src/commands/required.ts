import { invalidInput } from '@psa-bridge/core';

/** @throws AppError `option_missing` */
export function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw invalidInput('option_missing', `Say which ${name}: --${name} …`);
  return value;
}
