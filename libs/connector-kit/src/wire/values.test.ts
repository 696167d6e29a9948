import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayInstant, dayText, instant, moneyNumber, moneyText } from './values.ts';

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('values', () => {
  const at = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });

  it('the three forms of a time are the same instant, UTC', () => {
    fc.assert(
      fc.property(at, (time) => {
        const [withZone, withFraction] = [time.toISOString(), time.toISOString().replace('Z', '')];

        expect(instant(withZone)).toEqual(time);
        expect(instant(withFraction)).toEqual(time);
        expect(instant(withFraction.slice(0, 19))?.getTime()).toBe(Math.floor(time.getTime() / 1000) * 1000);
      }),
    );
    expect(instant('')).toBeUndefined();
  });

  it('a day is the same day there and back, whatever time and zone stand beside it', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('', 'T00:00:00', 'T23:59:59.999Z', 'T23:00:00-08:00'), (date, beside) => {
        expect(dayText(`${date}${beside}`)).toBe(date);
      }),
    );
  });

  it('a day as an instant is that day on the calendars of all zones from Hawaii to New Zealand', () => {
    const zone = fc.constantFrom(
      ...['Pacific/Honolulu', 'America/Los_Angeles', 'America/New_York', 'UTC', 'Europe/Berlin', 'Australia/Sydney'],
      ...['Pacific/Auckland', 'Pacific/Chatham'],
    );
    fc.assert(
      fc.property(day, zone, (date, timeZone) => {
        expect(new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant(dayInstant(date)))).toBe(date);
      }),
    );
  });

  it('money of up to four decimals is the same text there and back', () => {
    const amount = fc
      .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 400_000_000_000n }), fc.integer({ min: 0, max: 9_999 }))
      .map(([isLess, whole, parts]) => `${isLess && (whole > 0n || parts > 0) ? '-' : ''}${whole}.${decimals(parts)}`);
    fc.assert(
      fc.property(amount, (text) => {
        expect(moneyText(moneyNumber(text))).toBe(text);
        // What goes over the wire is a JSON number.
        expect(moneyText(JSON.parse(JSON.stringify(moneyNumber(text))) as number)).toBe(text);
      }),
    );
  });

  it("money that the PSA's own arithmetic left with noise is money again", () => {
    expect(moneyText(0.1 + 0.2)).toBe('0.30');
    expect(moneyText(1.005)).toBe('1.005');
  });
});

/** Two decimals, or as many as are needed. */
function decimals(tenThousandths: number): string {
  const four = String(tenThousandths).padStart(4, '0');
  return `${four.slice(0, 2)}${four.slice(2).replace(/0+$/, '')}`;
}
