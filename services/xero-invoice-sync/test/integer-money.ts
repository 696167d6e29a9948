// Money in integers alone: an oracle that shares nothing with the code under test.

/** Ten-thousandths as the text of a decimal. */
export function decimal(tenThousandths: bigint): string {
  const sign = tenThousandths < 0n ? '-' : '';
  const digits = (tenThousandths < 0n ? -tenThousandths : tenThousandths).toString().padStart(5, '0');
  return `${sign}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** Whole cents as the text of an amount. */
export function cents(value: bigint): string {
  return decimal(value * 100n).slice(0, -2);
}

export function tenThousandthsOf(text: string): bigint {
  const [whole = '0', decimals = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole) * 10_000n + BigInt(decimals.padEnd(4, '0'));
  return text.startsWith('-') ? -value : value;
}

/** Halves away from zero. */
export function roundedCents(tenThousandths: bigint): bigint {
  const half = tenThousandths < 0n ? -50n : 50n;
  return (tenThousandths + half) / 100n;
}
