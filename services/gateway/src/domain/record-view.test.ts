import { describe, expect, it } from '@jest/globals';
import type { BusinessRecord } from '@psa-bridge/records';
import { viewOf } from './record-view.ts';

const at = new Date('2026-01-05T08:00:00.000Z');

describe('viewOf', () => {
  it('shows the data with id and revision, and per integration where it stands (SY-07)', () => {
    const record: BusinessRecord<'company'> = {
      _id: 'c1',
      tenantId: 't1',
      version: 9,
      type: 'company',
      data: { name: 'Example Ltd', isActive: true },
      dataRevision: 3,
      createdAt: at,
      updatedAt: at,
      external: {
        i1: {
          id: '77',
          seen: { name: 'Old name' },
          seenAt: at,
          pushedRevision: 2,
          conflicts: [{ field: 'name', local: 'Example Ltd', external: 'Old name', kept: 'local', at }],
          sync: { status: 'failed', at, code: 'billing_code_invalid', message: 'BillingCode does not exist or is invalid' },
        },
        i2: { sync: { status: 'pending', at } },
      },
    };
    const time = at.toISOString();

    const view = viewOf(record);

    expect(view).toEqual({
      id: 'c1',
      name: 'Example Ltd',
      isActive: true,
      revision: 3,
      createdAt: time,
      updatedAt: time,
      sync: {
        i1: {
          status: 'failed',
          at: time,
          code: 'billing_code_invalid',
          message: 'BillingCode does not exist or is invalid',
          externalId: '77',
          pushedRevision: 2,
          seenAt: time,
          conflicts: [{ field: 'name', local: 'Example Ltd', external: 'Old name', kept: 'local', at: time }],
        },
        i2: { status: 'pending', at: time, conflicts: [] },
      },
    });
  });
});
