/** How long the vendor takes: a call costs `callMs`, one that answers a full page `fullPageMs`, and pages between them in proportion. */
export interface Latency {
  callMs: number;
  fullPageMs: number;
}

export const NO_LATENCY: Latency = { callMs: 0, fullPageMs: 0 };

/** What a page of `rows` rows costs on top of the call itself. */
export function pageSurchargeMs({ callMs, fullPageMs }: Latency, rows: number, fullPage: number): number {
  return (Math.max(0, fullPageMs - callMs) * Math.min(rows, fullPage)) / fullPage;
}
