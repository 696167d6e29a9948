import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { invoice } from '../../../test/invoices.ts';
import { challengeOf, newToken, parseCallback } from './connect-attempt.ts';
import { problemOf } from './connection-problems.ts';
import { routeOf, type Destination } from './route-invoice.ts';
import { isRenewalDue, standingOf, type Consent } from './standing.ts';

const RENEWED = new Date('2026-01-01T00:00:00Z');
const afterDays = (days: number): Date => new Date(RENEWED.getTime() + days * 86_400_000);
const consent = (more: Partial<Consent> = {}): Consent => ({ mode: 'code', renewedAt: RENEWED, ...more });

describe('how a connection to Xero stands', () => {
  it.each([
    [0, 'good'],
    [44.9, 'good'],
    [45, 'lapsing'],
    [59.9, 'lapsing'],
    [60, 'lapsed'],
  ])('CNX-1: %s days after its last renewal it is %s', (days, kind) => {
    expect(standingOf(consent(), afterDays(days)).kind).toBe(kind);
  });

  it('is lapsed once Xero takes it no more, and an app of its own never lapses by itself', () => {
    expect(standingOf(consent({ endedAt: RENEWED }), RENEWED).kind).toBe('lapsed');
    expect(standingOf(consent({ mode: 'custom' }), afterDays(400)).kind).toBe('good');
  });

  it('is renewed after a week of rest, and at once where the answer to a renewal was lost', () => {
    expect(isRenewalDue(consent(), afterDays(6.9))).toBe(false);
    expect(isRenewalDue(consent(), afterDays(7))).toBe(true);
    expect(isRenewalDue(consent({ renewingSince: RENEWED }), RENEWED)).toBe(true);
    expect(isRenewalDue(consent({ renewingSince: RENEWED, endedAt: RENEWED }), RENEWED)).toBe(false);
    expect(isRenewalDue(consent({ mode: 'custom' }), afterDays(7))).toBe(false);
  });

  it('is told with the day on which it ends, and with what to do', () => {
    const lapsing = problemOf(standingOf(consent(), afterDays(50)), 'Demo Books');

    expect(problemOf({ kind: 'good' }, 'Demo Books')).toBeUndefined();
    expect(lapsing?.message).toBe('The connection to Demo Books in Xero ends on 2026-03-02 unless it is renewed before');
    expect(problemOf({ kind: 'lapsed' }, 'Demo Books')?.cure).toContain('Connect Demo Books again under Xero > Connection.');
  });
});

describe('the organisation that takes an invoice', () => {
  const north: Destination = { connectionId: 'n', name: 'Demo North', takes: ['North', 'Islands'] };
  const south: Destination = { connectionId: 's', name: 'Demo South', takes: ['South'] };
  const open: Destination = { connectionId: 'o', name: 'Demo All', takes: [] };
  const company = (organisation?: string) => ({ ...invoice().company, ...(organisation === undefined ? {} : { organisation }) });

  it('ORG-1: is the one that names the value of the company field', () => {
    expect(routeOf(company(' islands '), [north, south])).toEqual({ kind: 'to', connectionId: 'n' });
    expect(routeOf(company('South'), [north, south])).toEqual({ kind: 'to', connectionId: 's' });
  });

  it('ORG-2: is the one that names the line of business where the company says nothing', () => {
    const [first, second] = [
      { ...north, takes: ['LOB:12'] },
      { ...south, takes: ['South', '12'] },
    ];
    const of = (lineOfBusiness: string | undefined, organisation?: string) =>
      routeOf({ ...company(organisation), lineOfBusiness }, [first, second]);

    expect(of('12')).toEqual({ kind: 'to', connectionId: 'n' });
    expect(of('12', 'South')).toEqual({ kind: 'to', connectionId: 's' });
    expect(of('13')).toMatchObject({ problem: { code: 'NO_ROUTE', message: expect.stringContaining('none takes LOB:13') } });
    expect(of(undefined)).toMatchObject({ problem: { code: 'NO_ROUTE' } });
  });

  it('ORG-4: is none where no rule says so, and never the first', () => {
    expect(routeOf(company(), [north, south])).toMatchObject({
      ...{ kind: 'fault', problem: { code: 'NO_ROUTE', message: expect.stringContaining('XeroOrganisation is empty') } },
    });
    expect(routeOf(company('West'), [north, south])).toMatchObject({ kind: 'fault', problem: { code: 'NO_ROUTE' } });
    expect(routeOf(company(), [open, south])).toMatchObject({ kind: 'fault', problem: { code: 'NO_ROUTE' } });
    expect(routeOf(company('North'), [north])).toEqual({ kind: 'to', connectionId: 'n' });
    expect(routeOf(company(), [north])).toMatchObject({ kind: 'fault' });
  });

  it('ORG-4: is not guessed between two that name the same value', () => {
    expect(routeOf(company('South'), [south, { ...north, takes: ['south'] }])).toMatchObject({
      ...{ kind: 'fault', problem: { code: 'NO_ROUTE', details: ['Demo South', 'Demo North'] } },
    });
  });

  it('is the only one there is, whatever the field says, and nothing where nothing is connected', () => {
    expect(routeOf(company('West'), [open])).toEqual({ kind: 'to', connectionId: 'o' });
    expect(routeOf(company(), [])).toEqual({ kind: 'nowhere' });
  });
});

describe('what Xero sends the browser back with', () => {
  it('is a code or a refusal, of an attempt that has our kind of state', () => {
    const state = newToken();

    expect(parseCallback(`code=c&state=${state}&scope=a%20b`)).toEqual({ kind: 'code', state, code: 'c' });
    expect(parseCallback(`?error=access_denied&state=${state}`)).toEqual({ kind: 'refused', state, error: 'access_denied' });
    expect(parseCallback(`code=c&state=${state}&state=${state}`)).toBeUndefined();
    expect(parseCallback('code=c&state=short')).toBeUndefined();
    expect(parseCallback(`state=${state}`)).toBeUndefined();
  });

  it('is never taken for more than it is, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (query) => {
        const read = parseCallback(query);

        expect(read === undefined || read.state.length === 43).toBe(true);
      }),
    );
  });

  it('has a challenge as RFC 7636 computes it', () => {
    // The example of its appendix B.
    expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });
});
