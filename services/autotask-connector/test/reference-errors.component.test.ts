import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BusinessRecord, RecordType } from '@psa-bridge/records';
import { connectForEdits, type EditedAutotask } from './edited-records.ts';

describe('records that refer to what Autotask does not have', () => {
  let autotask: EditedAutotask;

  beforeAll(async () => {
    autotask = await connectForEdits();
    await autotask.savePage('opportunity', { quoteStatuses: { approved: { status: '3' } } });
  });
  afterAll(() => autotask.close());

  const company = (name: string, telephone = '555-0100') => autotask.create('company', { name, telephone });
  const failureOf = async (record: BusinessRecord) => (await autotask.issueOf(record._id))?.failure;
  const remove = (entity: string, record: BusinessRecord): void =>
    void autotask.simulator.control.remove({ entity, id: Number(record.external[autotask.integration._id]?.id) });
  const quoteFor = (deal: BusinessRecord<'opportunity'>, title: string) =>
    autotask.create('quote', { title, opportunityId: deal._id, companyId: deal.data.companyId, status: 'sent' });
  const isLinked = async (type: RecordType, id: string): Promise<boolean> =>
    (await autotask.records.get(type, id))?.external[autotask.integration._id]?.id !== undefined;

  it('AT-61: a company that was never synced is synced first, and where that fails the other heals with it', async () => {
    const broken = await autotask.records.create(
      'company',
      { name: 'x'.repeat(101), telephone: '555-0101' },
      { source: 'user', pushTo: [] },
    );
    const deal = await autotask.create('opportunity', { name: 'Waits for its company', companyId: broken._id });

    expect(await failureOf(deal)).toMatchObject({
      message: 'Company has no external identifier',
      remedy: expect.stringContaining('mend that issue'),
    });
    await autotask.change('company', broken._id, { name: 'Mended' });
    await autotask.noIssues();
    expect(await isLinked('opportunity', deal._id)).toBe(true);
  });

  it('AT-62: a contact that was never synced is named, with what to do, and heals the same way', async () => {
    const buyerOf = await company('Has a nameless buyer');
    const buyer = await autotask.records.create(
      'contact',
      { companyId: buyerOf._id, firstName: 'Robin', email: 'robin@example.com' },
      { source: 'user', pushTo: [] },
    );
    const deal = await autotask.create('opportunity', { name: 'Waits', companyId: buyerOf._id, contactId: buyer._id });

    expect(await failureOf(deal)).toMatchObject({
      message: 'Contact has no external identifier',
      remedy: expect.stringContaining('Sync the contact first'),
    });
    await autotask.change('contact', buyer._id, { lastName: 'Demo' });
    await autotask.noIssues();
    expect(await isLinked('opportunity', deal._id)).toBe(true);
  });

  it('AT-63: a contact of another company is refused by Autotask and explained', async () => {
    const [one, other] = [await company('One'), await company('Other')];
    const contact = await autotask.create('contact', {
      ...{ companyId: other._id, firstName: 'Kim', lastName: 'Demo', email: 'kim@example.com' },
    });
    const deal = await autotask.create('opportunity', { name: 'Mixed up', companyId: one._id, contactId: contact._id });

    expect(await failureOf(deal)).toMatchObject({
      code: 'contact_of_other_company',
      message: 'companyID is not associated with contactID',
      remedy: expect.stringContaining('choose another contact'),
    });
    await autotask.change('opportunity', deal._id, { companyId: other._id });
    await autotask.noIssues();
  });

  it('AT-63: an opportunity that moves to another company takes the contact along in the same call', async () => {
    const [one, other] = [await company('From'), await company('To')];
    const person = (companyId: string, email: string) =>
      autotask.create('contact', { companyId, firstName: 'Lee', lastName: 'Demo', email });
    const [before, after] = [await person(one._id, 'lee@one.example'), await person(other._id, 'lee@other.example')];
    const deal = await autotask.create('opportunity', { name: 'Moves', companyId: one._id, contactId: before._id });

    const moved = await autotask.change('opportunity', deal._id, { companyId: other._id, contactId: after._id });

    await autotask.noIssues();
    expect(autotask.there('Opportunities', moved)['contactID']).toBe(Number(after.external[autotask.integration._id]?.id));
  });

  it('AT-64: what was deleted there is told, with the three things that may be done', async () => {
    const gone = await company('Deleted there');
    remove('Companies', gone);

    const changed = await autotask.change('company', gone._id, { telephone: '555-0199' });

    const failure = await failureOf(changed);
    expect(failure?.message).toBe('No matching records found');
    for (const cure of ['dismiss the issue', 'security level', 'full sync']) expect(failure?.remedy).toContain(cure);
  });

  it('AT-60: an opportunity that is gone is told of itself and of the quotes that need it', async () => {
    const deal = await autotask.create('opportunity', { name: 'Gone', companyId: (await company('Loses a deal'))._id });
    const quote = await quoteFor(deal, 'Made before');
    remove('Opportunities', deal);

    const changed = await autotask.change('opportunity', deal._id, { description: 'changed' });
    const approved = await autotask.change('quote', quote._id, { status: 'approved' });
    const late = await quoteFor(deal, 'Made after');

    for (const record of [changed, approved, late])
      expect((await failureOf(record))?.message).toBe('Opportunity was not found in Autotask');
  });

  it('a contact cannot move to another company there, and is told so instead of losing its way', async () => {
    const [one, other] = [await company('Employer'), await company('Next employer')];
    const contact = await autotask.create('contact', {
      ...{ companyId: one._id, firstName: 'Sam', lastName: 'Demo', email: 'sam@example.com' },
    });

    const moved = await autotask.change('contact', contact._id, { companyId: other._id });

    expect(await failureOf(moved)).toMatchObject({
      code: 'contact_of_new_company',
      remedy: expect.stringContaining('make a new contact'),
    });
  });
});
