import { describe, expect, it } from '@jest/globals';
import { chooseContact, type ContactCandidate } from './contact-choice.ts';

const at = new Date('2026-01-05T08:00:00Z');
const EMAIL = 'info@customer.example';

function contact(id: string, companyId: string, more: Partial<ContactCandidate> = {}): ContactCandidate {
  return { id, name: id, companyId, companyName: `Company ${companyId}`, isActive: true, ...more };
}
function choose(contacts: readonly ContactCandidate[], own: Parameters<typeof chooseContact>[2]['own'] = []) {
  return chooseContact(EMAIL, contacts, { own, at });
}

describe('which contact somebody is who signs in', () => {
  it("ID-43 (a): where the address is of the own company's domain, its contact is taken even if others share it", () => {
    const shared = [
      contact('first', 'other'),
      contact('ours', 'own'),
      contact('child', 'own-child', { parentCompanyId: 'other' }),
    ];

    const link = choose(shared, [{ id: 'own', domain: 'customer.example' }]);

    expect(link).toMatchObject({ contactId: 'ours', verified: true, explanation: { rule: 'own-company' } });
    expect(link?.explanation?.lost.map(({ id }) => id)).toEqual(['first', 'child']);
  });

  it('ID-43 (b): of several companies the parent of another is taken, and an admin has to verify it', () => {
    const link = choose([contact('child', 'b', { parentCompanyId: 'a' }), contact('parent', 'a'), contact('third', 'c')]);

    expect(link).toMatchObject({ contactId: 'parent', verified: false, explanation: { rule: 'parent-company' } });
  });

  it('ID-43 (c): without such a relation the first one found is taken, and an admin has to verify it', () => {
    const link = choose([contact('first', 'a', { parentCompanyId: 'z' }), contact('second', 'b')]);

    expect(link).toMatchObject({ contactId: 'first', verified: false, explanation: { rule: 'first-contact' } });
  });

  it('ID-43 (d): where no contact has the address there is no link', () => {
    expect(choose([])).toBeUndefined();
  });

  it('ID-04, ID-45: the only contact with the address is the person, and the link is verified', () => {
    expect(choose([contact('only', 'a')])).toMatchObject({ contactId: 'only', verified: true, how: 'sign-in' });
  });

  it('ID-32: contacts that are not enabled are nobody; the explanation names them', () => {
    const disabled = contact('gone', 'a', { isActive: false });

    expect(choose([disabled])).toBeUndefined();
    expect(choose([disabled, contact('here', 'b')])).toMatchObject({
      contactId: 'here',
      explanation: { rule: 'only-contact', lost: [{ id: 'gone', because: 'It is not enabled.' }] },
    });
  });
});
