import { describe, expect, it } from '@jest/globals';
import { decodePayload, encodePayload, events, timestampFromDate, type EventInit, type PersonSeen } from '@psa-bridge/contracts';
import fc from 'fast-check';
import { toSeenPerson } from './people.consumer.ts';

const AT = new Date('2026-01-05T08:00:00.000Z');

function wire(overrides: Omit<EventInit<typeof events.personSeen>, '$typeName' | '$unknown'> = {}): PersonSeen {
  const base = { integrationId: 'integration-1', provider: 'autotask', externalId: '17', seenAt: timestampFromDate(AT) };
  return decodePayload(events.personSeen, encodePayload(events.personSeen, { ...base, ...overrides }));
}

describe('a person as a connector tells of one', () => {
  it('ID-40: has addresses without case and surrounding space, each once, and nothing that is no address', () => {
    const { emails } = toSeenPerson(wire({ emails: [' A@Demo.example ', 'a@demo.example', '', 'none', 'b@demo.example'] }));

    expect(emails).toEqual(['a@demo.example', 'b@demo.example']);
  });

  it.each([
    ['integrationId', { integrationId: '' }],
    ['integrationId', { integrationId: 'a.b' }],
    ['integrationId', { integrationId: 'a:b' }],
    ['provider', { provider: '' }],
    ['externalId', { externalId: '' }],
    ['seenAt', { seenAt: undefined }],
  ] as const)('is refused where its %s is not usable', (field, overrides) => {
    const map = () => toSeenPerson(wire(overrides));

    expect(map).toThrow(expect.objectContaining({ code: 'invalid_person', kind: 'invalid_input', details: { field } }));
  });

  it('is taken in bounds, or refused by a named field, whatever texts come', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    const told = fc.record({
      integrationId: text,
      externalId: text,
      firstName: text,
      lastName: text,
      licence: text,
      emails: fc.array(text),
    });

    fc.assert(
      fc.property(told, (person) => {
        const seen = tried(person);
        if (!('emails' in seen)) return expect(seen).toMatchObject({ code: 'invalid_person' });
        expect(new Set(seen.emails).size).toBe(seen.emails.length);
        expect(seen.emails.length).toBeLessThanOrEqual(20);
        return expect(Math.max(...[seen.firstName, seen.lastName, seen.licence].map((one) => one.length))).toBeLessThanOrEqual(
          300,
        );
      }),
    );
  });

  function tried(person: Parameters<typeof wire>[0]) {
    try {
      return toSeenPerson(wire(person));
    } catch (error) {
      return error as { code?: string };
    }
  }
});
