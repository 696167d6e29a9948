import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './platform.gen.ts';
import { refusalIn, toRefused } from './problem.ts';

const CHANGES_NOTHING = ['GET', 'HEAD'];

let csrfToken = '';

/** Shown with every change from now on. */
export function showCsrfTokenOf({ csrfToken: token }: { csrfToken: string }): void {
  csrfToken = token;
}

const showCsrfToken: Middleware = {
  onRequest({ request }) {
    if (!CHANGES_NOTHING.includes(request.method)) request.headers.set('x-csrf-token', csrfToken);
    return request;
  },
};

/** The platform's API by its own description: paths, parameters and answers are typed. */
export const api = createClient<paths>({ credentials: 'same-origin' });
api.use(showCsrfToken);

interface Answered<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** What was answered, with its ETag where it has one. @throws Refused */
export async function answerWithEtag<Data>(call: Promise<Answered<Data>>): Promise<{ data: Data; etag: string }> {
  const { data, error, response } = await call.catch((thrown: unknown) => {
    throw toRefused(thrown);
  });
  if (!response.ok) throw refusalIn(response.status, error);
  return { data: data as Data, etag: response.headers.get('etag') ?? '' };
}

/** What was answered. @throws Refused */
export async function answerOf<Data>(call: Promise<Answered<Data>>): Promise<Data> {
  return (await answerWithEtag(call)).data;
}
