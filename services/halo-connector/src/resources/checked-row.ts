import { fieldCheck } from '@psa-bridge/connector-kit';
import { HALO_FIELDS } from '../mapping/fields.ts';

/** The row, which may be sent: what HaloPSA would refuse is named before the call. */
export const checkedRow = fieldCheck(HALO_FIELDS, () => undefined);
