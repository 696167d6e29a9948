import type { XeroConnection } from '../connection.ts';
import type { SourceCompany, SourceInvoice } from '../invoice.ts';
import { problem, type Problem } from '../problem.ts';

/** Which invoices an organisation takes, where a tenant has several (ORG-1). */
export interface Destination {
  connectionId: string;
  name: string;
  /** Marks, see `markOf`; none: whatever no other takes, where there is no other. */
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

/** Of what is to be routed: the company, and of an invoice its line of business. */
export interface Routed extends Pick<SourceCompany, 'name' | 'organisation'> {
  lineOfBusiness?: string | undefined;
}

export function routedOf({ company, lineOfBusiness }: Pick<SourceInvoice, 'company' | 'lineOfBusiness'>): Routed {
  return { ...company, lineOfBusiness };
}

/** Before the id of a line of business, so that it is never taken for a value of the company's field. */
const LINE_OF_BUSINESS = 'LOB:';

/** Where the invoices of a company go. Never to "the first" of several (ORG-4). */
export function routeOf(routed: Routed, destinations: readonly Destination[]): Route {
  const { name } = routed;
  const [first, ...others] = destinations;
  if (first === undefined) return { kind: 'nowhere' };
  if (others.length === 0 && first.takes.length === 0) return { kind: 'to', connectionId: first.connectionId };
  const mark = plain(markOf(routed));
  const takers = mark === '' ? [] : destinations.filter(({ takes }) => takes.some((value) => plain(value) === mark));
  const [taker, ...more] = takers;
  if (taker !== undefined && more.length === 0) return { kind: 'to', connectionId: taker.connectionId };
  return { kind: 'fault', problem: taker === undefined ? noRoute(routed) : severalTake(name, takers) };
}

function plain(text: string): string {
  return text.trim().toLocaleLowerCase('en');
}

/** The value of the company's field `XeroOrganisation` (ORG-1); where it is empty, the line of business (ORG-2). */
function markOf({ organisation, lineOfBusiness }: Routed): string {
  const field = organisation?.trim() ?? '';
  return field === '' && lineOfBusiness ? `${LINE_OF_BUSINESS}${lineOfBusiness}` : field;
}

function noRoute(routed: Routed): Problem {
  const field = routed.organisation?.trim() ? `"${routed.organisation.trim()}"` : 'empty';
  const mark = markOf(routed);
  const also = mark.startsWith(LINE_OF_BUSINESS) ? `, and none takes ${mark}` : '';
  return problem(
    'NO_ROUTE',
    `No Xero organisation takes the invoices of ${routed.name}: its field XeroOrganisation is ${field}${also}`,
    'Set the field XeroOrganisation of the company in Autotask, or name its value for an organisation under Xero > Connection; then resync.',
  );
}

function severalTake(company: string, takers: readonly Destination[]): Problem {
  return {
    ...problem(
      'NO_ROUTE',
      `Several Xero organisations take the invoices of ${company}`,
      'Let each value stand for one organisation only under Xero > Connection, then resync.',
    ),
    details: takers.map(({ name }) => name),
  };
}
