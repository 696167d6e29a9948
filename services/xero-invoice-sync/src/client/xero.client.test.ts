import { describe, expect, it } from '@jest/globals';
import { createManualClock, Secret } from '@psa-bridge/core';
import type { HttpResponse } from '@psa-bridge/http-client';
import type { XeroDocument } from '../domain/document/xero-document.ts';
import { createXeroClient } from './xero.client.ts';

const ID = '9f3c0000-0000-4000-8000-000000000001';
const EMPTY_ID = '00000000-0000-0000-0000-000000000000';

function document(reference: string): XeroDocument {
  return {
    ...{ kind: 'invoice', reference, date: '2026-11-02', dueDate: '2026-11-20', currency: 'NZD', status: 'DRAFT' },
    ...{ isSent: false, lineAmountTypes: 'Exclusive', lines: [] },
  };
}

/** A client of a Xero that answers every call with these elements. */
function clientOf(elements: readonly Readonly<Record<string, unknown>>[]) {
  const body = JSON.stringify({ Invoices: elements, Contacts: elements });
  const exchange = { method: 'PUT', url: '', requestBody: '', status: 200, responseBody: '' };
  const answer: HttpResponse = { status: 200, headers: {}, body, retryAt: undefined, exchange };
  const token = new Secret('token');
  return createXeroClient({
    ...{ connectionId: 'connection-1', apiUrl: 'https://xero.example', clock: createManualClock() },
    tokens: { access: () => Promise.resolve(token), after: () => Promise.resolve(token) },
    http: { request: () => Promise.resolve(answer) },
  });
}

const saved = (Reference: string, InvoiceID = ID) => ({ InvoiceID, Reference, InvoiceNumber: 'INV-1', Total: 115 });
const batch = ['PO 7 AT:1', 'AT:2'].map((reference) => ({ document: document(reference), contactId: 'contact-1' }));
const unreadable = { code: 'xero_unreadable', details: { maybeSent: true } };

describe('the answer to a batch (xero.md 7.5)', () => {
  it.each([
    ['an element is missing', [saved('PO 7 AT:1')]],
    ['there is one too many', [saved('PO 7 AT:1'), saved('AT:2'), saved('AT:3')]],
    ['they are of one another', [saved('AT:2'), saved('PO 7 AT:1')]],
  ])('says nothing of any document where %s: each may have been made', async (_what, elements) => {
    await expect(clientOf(elements).create('invoice', batch, 'key')).rejects.toMatchObject(unreadable);
  });

  it('is of each by its position, whether Xero repeats the reference to the letter or not at all', async () => {
    const refused = { InvoiceID: EMPTY_ID, StatusAttributeString: 'ERROR', ValidationErrors: [{ Message: 'No' }] };

    expect(await clientOf([saved('PO  7 AT:1 '), refused]).create('invoice', batch, 'key')).toMatchObject([
      ...[
        { kind: 'written', documentId: ID },
        { kind: 'refused', failure: { message: 'No' } },
      ],
    ]);
  });

  it('is of no document that was replaced or taken back where it names another', async () => {
    const standing = [{ documentId: ID, status: 'DRAFT' }];
    const other = saved('', ID.replace('9', '8'));

    expect(await clientOf([saved('', ID.toUpperCase())]).withdraw('invoice', standing, 'key')).toMatchObject([
      { kind: 'written' },
    ]);
    await expect(clientOf([other]).withdraw('invoice', standing, 'key')).rejects.toMatchObject(unreadable);
  });

  it('says nothing of contacts either where one is missing', async () => {
    const contact = { name: 'Demo', contactNumber: '70', firstName: '', lastName: '', others: [] };

    await expect(clientOf([]).createContacts([contact], 'key')).rejects.toMatchObject(unreadable);
  });
});
