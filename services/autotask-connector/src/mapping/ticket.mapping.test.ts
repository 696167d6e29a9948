import { describe, expect, it } from '@jest/globals';
import { recordSchemas } from '@psa-bridge/records';
import fc from 'fast-check';
import { money, optional, trimmed } from '../../test/any-field.ts';
import { AutotaskTicketCharge } from '../client/types.ts';
import { fromCanonicalTicket, fromCanonicalTicketLine, toCanonicalTicketCharge } from './ticket.mapping.ts';

const ID = '01900000-0000-7000-8000-000000000001';

const line = fc.record({
  ...{ id: fc.constant(ID), quoteItemId: fc.constant(ID), name: trimmed(100), description: optional(trimmed(200)) },
  ...{ quantity: fc.integer({ min: 1, max: 400 }).map((quarters) => quarters / 4), unitPrice: money, unitCost: optional(money) },
});

describe('a ticket and its charges', () => {
  it('AT-71: a line comes back as its charge with the name, quantity, price and cost that it went out with', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 1 }), (input, productID) => {
        const ticket = recordSchemas.ticket.parse(
          JSON.parse(JSON.stringify({ title: 'Offer', quoteId: ID, companyId: ID, dueDate: '2026-12-24', lines: [input] })),
        );
        const [sent] = ticket.lines.map((each) => fromCanonicalTicketLine(each, { productID, billingCodeID: undefined }));

        const row = AutotaskTicketCharge.parse({ id: 1, ticketID: 3, createDate: '2026-12-01T08:00:00', ...sent });
        const charge = toCanonicalTicketCharge(row, { productId: ID });

        const { name, description, quantity, unitPrice, unitCost } = JSON.parse(JSON.stringify(input)) as typeof input;
        expect(recordSchemas.ticket_charge.parse(charge)).toMatchObject({ name, quantity, unitPrice, ticketExternalId: '3' });
        expect([charge?.description, charge?.unitCost]).toEqual([description, unitCost]);
        expect(sent).not.toHaveProperty('billingCodeID');
      }),
    );
  });

  it('AT-71: a ticket has its title, its estimated hours and the day when it is due', () => {
    const ticket = recordSchemas.ticket.parse({
      ...{ title: 'Offer', quoteId: ID, companyId: ID, dueDate: '2026-12-24', estimatedHours: 2.5 },
      lines: [{ id: ID, quoteItemId: ID, name: 'Switch', quantity: 1, unitPrice: '10.00' }],
    });

    expect(fromCanonicalTicket(ticket, { companyID: 7, queueID: undefined })).toEqual({
      ...{ title: 'Offer', estimatedHours: 2.5, dueDateTime: '2026-12-24T10:00:00Z', companyID: 7 },
    });
  });

  it('AT-93: a charge is cancelled or billed by what its status means, or by the flag alone, and keeps the status as it is', () => {
    const row = (more: object) =>
      AutotaskTicketCharge.parse({ id: 1, ticketID: 3, createDate: '2026-12-01T08:00:00', status: 8, ...more });

    expect(toCanonicalTicketCharge(row({}), { stage: 'cancelled' })).toMatchObject({ isCancelled: true, isBilled: false });
    expect(toCanonicalTicketCharge(row({}), { stage: 'billed' })).toMatchObject({ isCancelled: false, isBilled: true });
    expect(toCanonicalTicketCharge(row({ isBilled: true }), {})).toMatchObject({ isBilled: true, status: '8' });
    expect(toCanonicalTicketCharge(row({ createDate: null }), {})).toBeUndefined();
  });
});
