/** One line of what happened to an invoice, for people. */
export interface LogLine {
  at: Date;
  text: string;
}

/** More than an invoice ever needs unless it goes round in circles; then the latest count. */
const KEPT = 50;

export function logged(log: readonly LogLine[], at: Date, texts: readonly string[]): readonly LogLine[] {
  return [...log, ...texts.map((text) => ({ at, text }))].slice(-KEPT);
}
