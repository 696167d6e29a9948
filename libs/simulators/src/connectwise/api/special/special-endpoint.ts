import type { Right } from '../../tenant.ts';
import type { ApiCall, Reply } from '../reply.ts';

/** An endpoint that is no collection of rows. */
export interface SpecialEndpoint {
  method: string;
  /** Below `apis/3.0/`; `{}` stands for an id. */
  path: string;
  /** Whose rights it needs, and what faults and counters call it. */
  entity: string;
  right: Right;
  /** Searches are what a late commit waits for. */
  isSearch?: boolean;
  handle(api: ApiCall, ids: readonly number[]): Reply;
}

export interface SpecialMatch {
  endpoint: SpecialEndpoint;
  ids: readonly number[];
}

/** Finds the endpoint of a call; another method on a known path is told from an unknown path. */
export function createSpecialRouter(endpoints: readonly SpecialEndpoint[]) {
  const compiled = endpoints.map((endpoint) => ({
    endpoint,
    pattern: new RegExp(`^${endpoint.path.replaceAll('{}', '(\\d{1,15})')}$`, 'i'),
  }));
  return (method: string, path: string): SpecialMatch | 'otherMethod' | undefined => {
    const onPath = compiled.filter(({ pattern }) => pattern.test(path));
    const found = onPath.find(({ endpoint }) => endpoint.method === method);
    if (!found) return onPath.length > 0 ? 'otherMethod' : undefined;
    return { endpoint: found.endpoint, ids: (found.pattern.exec(path) ?? []).slice(1).map(Number) };
  };
}
