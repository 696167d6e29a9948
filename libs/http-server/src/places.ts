import { Router, type RequestHandler } from 'express';

/** Something that answers at a path, or also below it. */
export interface Place {
  /** With OpenAPI's placeholders. */
  path: string;
  isBelowToo: boolean;
  /** Puts it into a router. */
  addTo(router: Router): void;
}

/** How many segments of a path are looked at first: `/v1/companies`. */
const LOOKED_AT = 2;

/**
 * Asks the places in their order. A router tries each place's pattern in turn, and there are more than a hundred; so for each
 * beginning of a path there is a router with only those places that such a path could mean, in the same order. Whatever begins
 * otherwise is asked of all of them, so that this decides how fast an answer comes and never which.
 */
export function inPlaces(places: readonly Place[]): RequestHandler {
  const everywhere = routerOf(places);
  const starts = new Set(places.flatMap(({ path }) => startOf(path) ?? []));
  const byStart = new Map(
    [...starts].map((start) => [start, routerOf(places.filter((place) => couldMean(place, segmentsOf(start))))]),
  );
  return (request, response, next) => {
    (byStart.get(beginningOf(request.url)) ?? everywhere)(request, response, next);
  };
}

function routerOf(places: readonly Place[]): Router {
  const router = Router();
  for (const place of places) place.addTo(router);
  return router;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').slice(1);
}

/** The first segments of a place's path, where they are fixed. */
function startOf(path: string): string | undefined {
  const segments = segmentsOf(path).slice(0, LOOKED_AT);
  return segments.length < LOOKED_AT || segments.some(isOpen) ? undefined : `/${segments.join('/')}`;
}

function isOpen(segment: string): boolean {
  return segment.includes('{');
}

/** Whether a path that begins with these segments may be this place. Express takes no notice of case. */
function couldMean({ path, isBelowToo }: Place, start: readonly string[]): boolean {
  const segments = segmentsOf(path);
  return start.every((wanted, at) => {
    const segment = segments[at];
    if (segment === undefined || segment === '') return isBelowToo;
    return isOpen(segment) || segment.toLowerCase() === wanted.toLowerCase();
  });
}

/** As many segments of a request's URL as are looked at; all of a shorter one. */
function beginningOf(url: string): string {
  const second = url.indexOf('/', 1);
  const third = second === -1 ? -1 : url.indexOf('/', second + 1);
  const start = third === -1 ? url : url.slice(0, third);
  const query = start.indexOf('?');
  return query === -1 ? start : start.slice(0, query);
}
