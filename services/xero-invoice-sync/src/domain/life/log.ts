/** One line of what happened to an invoice, for people. */
export interface LogLine {
  at: Date;
  text: string;
}

/** More than an invoice ever needs unless it goes round in circles; then the latest count. */
const KEPT = 50;

/** What has a log. */
export interface Logged {
  log: readonly LogLine[];
  /** The time of its last line, by which the latest are found; absent of what stood there before this was kept. */
  loggedAt?: Date;
}

/** Both as they are with further lines. */
export function logged({ log = [], loggedAt }: Partial<Logged>, at: Date, texts: readonly string[]): Logged {
  const last = texts.length > 0 ? at : loggedAt;
  return { log: [...log, ...texts.map((text) => ({ at, text }))].slice(-KEPT), ...(last && { loggedAt: last }) };
}
