import { fieldProblems, kindsToCheck } from '@psa-bridge/connector-kit';
import { describe, expect, it } from '@jest/globals';
import { FieldValue } from '@psa-bridge/records';
import { AUTOTASK_FIELDS } from './fields.ts';

const PSA = '01900000-0000-7000-8000-00000000000a';
const choice = (kind: string, key: string, rest: object = {}) =>
  FieldValue.parse({ kind, key, label: `Label ${key}`, integrationId: PSA, ...rest });
const local = (kind: string, key: string) => FieldValue.parse({ kind, key, label: 'Our own' });

function problemsOf(entity: string, row: object, choices: readonly FieldValue[] = [], isNew = false): readonly string[] {
  return fieldProblems(AUTOTASK_FIELDS, { entity, row: row as Record<string, unknown> }, { isNew, choices }).map(
    ({ text }) => text,
  );
}

describe('what Autotask would refuse', () => {
  it('is found all at once: missing, too long, unknown country, no active choice', () => {
    const row = { companyName: 'x'.repeat(101), companyType: 9, countryID: 'XX', postalCode: '1'.repeat(11) };

    expect(problemsOf('Companies', row, [choice('company_type', '9', { isActive: false })], true)).toEqual([
      'phone is missing, and Autotask demands it',
      'companyName has 101 characters, Autotask takes 100',
      'postalCode has 11 characters, Autotask takes 10',
      'countryID: Autotask has no country "XX"',
      'companyType: "Label 9" is inactive in Autotask',
    ]);
  });

  it('names a choice that does not exist there and one that was added here', () => {
    const choices = [choice('pipeline_stage', '1'), local('pipeline_stage', 'our-own')];

    expect(problemsOf('Opportunities', { stage: 5 }, choices)).toEqual(['stage: "5" does not exist in Autotask']);
    expect(problemsOf('Opportunities', { stage: 'our-own' }, choices)).toEqual([
      'stage: "Our own" was added here, and Autotask does not have it',
    ]);
    expect(problemsOf('Opportunities', { stage: 1 }, choices)).toEqual([]);
  });

  it('leaves choices that were never read to Autotask, but not a text for a number', () => {
    expect(problemsOf('Opportunities', { stage: 5 })).toEqual([]);
    expect(problemsOf('Opportunities', { stage: 'five' })).toEqual(['stage: "five" does not exist in Autotask']);
  });

  it('counts what is not sent as right, but for a new row', () => {
    expect(problemsOf('Contacts', { title: 'Buyer' })).toEqual([]);
    expect(problemsOf('Contacts', { lastName: '' })).toEqual(['lastName is missing, and Autotask demands it']);
    expect(problemsOf('Contacts', { firstName: 'Demo', lastName: '' }, [], true)).toEqual([
      'lastName is missing, and Autotask demands it',
    ]);
  });

  it('names a user-defined field that is gone and a value that its list does not offer', () => {
    const choices = [
      choice('company_udf', 'Customer Tier'),
      choice('company_udf', 'Old', { isActive: false }),
      choice('company_udf_choice', 'Customer Tier=1', { details: { field: 'Customer Tier', value: '1' } }),
      choice('company_udf_choice', 'Customer Tier=2', { details: { field: 'Customer Tier', value: '2' }, isActive: false }),
    ];
    const tier = (value: string | null) => ({ userDefinedFields: [{ name: 'Customer Tier', value }] });

    expect(problemsOf('Companies', tier('1'), choices)).toEqual([]);
    expect(problemsOf('Companies', tier(null), choices)).toEqual([]);
    expect(problemsOf('Companies', tier('2'), choices)).toEqual([
      'Customer Tier: "Label Customer Tier=2" is inactive in Autotask',
    ]);
    expect(problemsOf('Companies', tier('9'), choices)).toEqual(['Customer Tier: "9" does not exist in Autotask']);
    expect(problemsOf('Companies', { userDefinedFields: [{ name: 'Old', value: 'x' }] }, choices)).toEqual([
      'Old: there is no such user-defined field in Autotask any more',
    ]);
  });

  it('needs the field values of what is sent only', () => {
    expect(kindsToCheck(AUTOTASK_FIELDS, { entity: 'Companies', row: { companyName: 'Demo' } })).toEqual([]);
    expect(
      kindsToCheck(AUTOTASK_FIELDS, {
        entity: 'Companies',
        row: { companyType: 1, userDefinedFields: [{ name: 'x', value: '1' }] },
      }),
    ).toEqual(['company_type', 'company_udf', 'company_udf_choice']);
  });
});
