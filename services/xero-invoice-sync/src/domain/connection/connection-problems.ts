import { problem, type Problem } from '../problem.ts';
import type { Standing } from './standing.ts';

/** What a person is told of a connection that stands like this; nothing of a good one. */
export function problemOf(standing: Standing, organisation: string): Problem | undefined {
  if (standing.kind === 'good') return undefined;
  if (standing.kind === 'lapsed') {
    return problem(
      'XERO_RECONNECT',
      `The connection to ${organisation} in Xero has ended`,
      `Connect ${organisation} again under Xero > Connection. Invoices wait until then, and none is lost.`,
    );
  }
  return problem(
    'XERO_CONNECTION_LAPSES',
    `The connection to ${organisation} in Xero ends on ${standing.endsOn} unless it is renewed before`,
    `Connect ${organisation} again under Xero > Connection before that day, or see why it could not be renewed since.`,
  );
}
