import type { ListRequest, ListResult } from '../query/run-list.ts';
import { ALIAS } from '../tenant.ts';
import type { ApiCall } from './reply.ts';

/** The Link header of connectwise.md 6; empty where there is nothing to link to. */
export function linkHeader(api: ApiCall, request: ListRequest, { rows, total }: ListResult): string {
  if (total === undefined) {
    const lastId = rows.at(-1)?.id ?? request.afterId ?? 0;
    return link(api, { pageId: lastId }, 'next');
  }
  const last = Math.max(1, Math.ceil(total / request.pageSize));
  const links = [
    ...(request.page < last ? [link(api, { page: request.page + 1 }, 'next'), link(api, { page: last }, 'last')] : []),
    ...(request.page > 1 ? [link(api, { page: 1 }, 'first'), link(api, { page: request.page - 1 }, 'prev')] : []),
  ];
  return links.join(', ');
}

/** Percent escapes are in lower case, as the vendor's are. */
function link({ call, tenant, path }: ApiCall, change: Readonly<Record<string, number>>, rel: string): string {
  const query = new URLSearchParams(call.query);
  for (const [name, value] of Object.entries(change)) query.set(name, String(value));
  const text = query.toString().replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
  return `<${tenant.origin()}/${ALIAS}apis/3.0/${path}?${text}>; rel="${rel}"`;
}
