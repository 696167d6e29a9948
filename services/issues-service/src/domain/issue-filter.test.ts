import { describe, expect, it } from '@jest/globals';
import { storeFilter } from './issue-filter.ts';

describe('storeFilter', () => {
  it('asks for nothing when nothing is given', () => {
    expect(storeFilter({ search: '  ', code: [] })).toEqual({});
  });

  it('joins fields and words: values of a field are alternatives, words must all occur', () => {
    const filter = storeFilter({ search: ' Demo  Quote ', status: ['open', 'retrying'], level: ['error'] });

    expect(filter).toEqual({
      $and: [
        { status: { $in: ['open', 'retrying'] } },
        { level: { $in: ['error'] } },
        { searchText: { $regex: 'demo' } },
        { searchText: { $regex: 'quote' } },
      ],
    });
  });

  it('means the issues that somebody chose one by one', () => {
    expect(storeFilter({ id: ['i1', 'i2'] })).toEqual({ $and: [{ _id: { $in: ['i1', 'i2'] } }] });
  });

  it('takes the characters of a search literally', () => {
    expect(storeFilter({ search: '(a+)+$' })).toEqual({ $and: [{ searchText: { $regex: String.raw`\(a\+\)\+\$` } }] });
  });
});
