import type { XeroConnection } from '../connection.ts';
import type { SourceCompany } from '../invoice.ts';
import { problem, type Problem } from '../problem.ts';

/** Which invoices an organisation takes, where a tenant has several (ORG-1). */
export interface Destination {
  connectionId: string;
  name: string;
  /** Values of the company's field `XeroOrganisation`; none: whatever no other takes, where there is no other. */
  takes: readonly string[];
}

export type Route =
  | { kind: 'to'; connectionId: string }
  /** Nothing is connected: everything waits. */
  | { kind: 'nowhere' }
  | { kind: 'fault'; problem: Problem };

export function destinationOf({ _id: connectionId, organisation: { name }, takes }: XeroConnection): Destination {
  return { connectionId, name, takes };
}

/** Where the invoices of a company go. Never to "the first" of several (ORG-4). */
export function routeOf({ name, organisation }: SourceCompany, destinations: readonly Destination[]): Route {
  const [first, ...others] = destinations;
  if (first === undefined) return { kind: 'nowhere' };
  if (others.length === 0 && first.takes.length === 0) return { kind: 'to', connectionId: first.connectionId };
  const mark = plain(organisation ?? '');
  const takers = mark === '' ? [] : destinations.filter(({ takes }) => takes.some((value) => plain(value) === mark));
  const [taker, ...more] = takers;
  if (taker !== undefined && more.length === 0) return { kind: 'to', connectionId: taker.connectionId };
  return { kind: 'fault', problem: taker === undefined ? noRoute(name, organisation) : severalTake(name, takers) };
}

function plain(text: string): string {
  return text.trim().toLocaleLowerCase('en');
}

function noRoute(company: string, organisation: string | undefined): Problem {
  const mark = organisation?.trim() ? `"${organisation.trim()}"` : 'empty';
  return problem(
    'NO_ROUTE',
    `No Xero organisation takes the invoices of ${company}: its field XeroOrganisation is ${mark}`,
    'Set the field XeroOrganisation of the company in Autotask, or name its value for an organisation under Xero > Connection; then resync.',
  );
}

function severalTake(company: string, takers: readonly Destination[]): Problem {
  return {
    ...problem(
      'NO_ROUTE',
      `Several Xero organisations take the invoices of ${company}`,
      'Let each value of XeroOrganisation stand for one organisation only under Xero > Connection, then resync.',
    ),
    details: takers.map(({ name }) => name),
  };
}
