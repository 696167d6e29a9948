import { describe, expect, it } from '@jest/globals';
import { emailAddress } from './email-address.ts';

const local = (length: number): string => `${'a'.repeat(length)}@example.com`;
const label = (length: number): string => `a@${'b'.repeat(length)}.example.com`;

describe('an e-mail address', () => {
  it.each(["o'neil@example.com", 'first.last+tag@mail.example.co.uk', '_x_@x.io', local(64), label(63), 'a@b-c.example.com'])(
    'may be %s',
    (address) => {
      expect(emailAddress().safeParse(address).success).toBe(true);
    },
  );

  it.each([
    ...['', 'a', '@example.com', 'a@', 'a@localhost', 'a b@example.com', 'a@@example.com', 'a@example.com\n'],
    ...['.a@example.com', 'a..b@example.com', 'a.@example.com', 'a@-b.example.com', 'a@b-.example.com', 'a@example.c0m'],
    ...[local(65), label(64), `a@${'b.'.repeat(130)}com`, `${'a.'.repeat(500_000)}@`],
  ])('is not %j', (address) => {
    expect(emailAddress().safeParse(address).success).toBe(false);
  });
});
