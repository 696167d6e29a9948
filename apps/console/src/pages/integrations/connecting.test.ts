import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { missingOf, typedOf } from './credential-fields.ts';
import { toConnectSearch } from './connect-search.ts';
import { decisionsOf, undecidedOf, withRestAsNew } from './decisions.ts';

const ID = '0198b6a0-0000-7000-8000-000000000001';

describe('the address of the wizard', () => {
  it('says which integration is being connected, and whether its preview is shown', () => {
    expect(toConnectSearch({ integration: ID, step: 'preview', colour: 'red' })).toEqual({ integration: ID, step: 'preview' });
  });

  it('begins at the start whatever else it says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('step', 'integration'), fc.anything()), (raw) => {
        const once = toConnectSearch(raw);

        expect(toConnectSearch({ ...once })).toEqual(once);
      }),
    );
    expect(toConnectSearch({ step: 'preview' })).toEqual({});
  });
});

describe('credentials', () => {
  it('are sent as typed, and what is left empty keeps what is set', () => {
    expect(typedOf({ userName: ' api@example.com ', secret: '', zoneUrl: '  ' })).toEqual({ userName: 'api@example.com' });
  });

  it('are missing until they are typed or set; what is optional never is (AT-01)', () => {
    const credentials = { userName: 'api@example.com', secret: { isSet: true }, integrationCode: { isSet: false } };

    expect(missingOf('autotask', { typed: {}, credentials: undefined })).toEqual(['userName', 'secret', 'integrationCode']);
    expect(missingOf('autotask', { typed: { integrationCode: 'x' }, credentials })).toEqual([]);
    expect(missingOf('autotask', { typed: {}, credentials })).toEqual(['integrationCode']);
  });
});

describe('conflicts of the preview', () => {
  const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

  it('are open until each was decided, also as none of the records', () => {
    expect(undecidedOf(items, { a: 'r1', b: null })).toEqual(['c']);
  });

  it('keep what was decided when the rest is decided as new', () => {
    expect(decisionsOf(withRestAsNew(items, { b: 'r1' }))).toEqual([
      { itemId: 'a', recordId: null },
      { itemId: 'b', recordId: 'r1' },
      { itemId: 'c', recordId: null },
    ]);
  });
});
