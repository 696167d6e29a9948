import type { ForeignCaller } from './callers.ts';
import type { KnownIds } from './known-ids.ts';

/** Operations that are not asked, each with why; everything else in the document is. */
const LEFT_OUT: readonly { method: string; path: string; why: string }[] = [
  { method: 'GET', path: '/v1/stream', why: 'Its answer does not end.' },
  { method: 'POST', path: '/v1/auth/sign-out-everywhere', why: 'It takes no more than a token to end the run’s own session.' },
];

/** What would take from the run what it stands on, where it was sent an id that there is: asked with random ids alone. */
const ENDING = [
  ...['/v1/integrations/autotask/{id}', '/v1/integrations/connectwise/{id}'].flatMap((path) => [
    { method: 'DELETE', path },
    { method: 'PUT', path: `${path}/credentials` },
  ]),
];

/** How often an id is one of those that there are. */
const SHARE_KNOWN = 0.7;
/** Records are at their first revision, if nobody changed them. */
const REVISIONS = { dictionary: 'revisions', probability: 0.5 };
const SOURCES_OFF = '{ extra-data-sources = { responses = false } }';

/** What a caller shows: how to sign in, or a token from having done so. */
export type Presented = Pick<ForeignCaller, 'login' | 'apiKey'> & { token?: string };

/** schemathesis.toml: who asks, what ids there are, what is left out, and which answers refuse. */
export function settingsFor({ login, token, apiKey }: Presented, known: readonly KnownIds[]): string {
  const lines = [
    ...(login ? ['[auth.dynamic.openapi.accessToken]', 'path = "/v1/auth/sign-in"', 'extract_selector = "/accessToken"'] : []),
    ...(login ? [`payload = { email = ${quoted(login.email)}, password = ${quoted(login.password)} }`] : []),
    ...(token === undefined ? [] : ['[auth.openapi.accessToken]', `bearer = ${quoted(token)}`]),
    ...(apiKey === undefined ? [] : ['[auth.openapi.apiKey]', `api_key = ${quoted(apiKey)}`]),
    // Tokens of its own making would hide the rest of the request from whatever comes after the door.
    ...['[generation]', `with-security-parameters = ${apiKey === undefined}`],
    ...['[checks.negative_data_rejection]', 'expected-statuses = ["4xx"]'],
    ...['[dictionaries.revisions]', `values = ${list(['"1"', '"2"'])}`],
    ...known.flatMap(({ ids }, index) => [`[dictionaries.known-${index}]`, `values = ${list(ids)}`]),
    ...LEFT_OUT.flatMap((operation) => [...only(operation), 'enabled = false']),
    ...ENDING.flatMap((operation) => [...only(operation), `phases = { coverage = ${SOURCES_OFF}, fuzzing = ${SOURCES_OFF} }`]),
    ...known.flatMap(({ path }, index) => knownPlace(path, index)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The operations at and below a path that names one of something. */
function knownPlace(path: string, index: number): readonly string[] {
  const ending = ENDING.filter((operation) => operation.path.startsWith(path)).map(
    (operation) => `${operation.method} ${operation.path}`,
  );
  const ids = inline({ dictionary: `known-${index}`, probability: SHARE_KNOWN });
  return [
    ...['[[operations]]', `include-path-regex = ${quoted(`^${RegExp.escape(path)}`)}`],
    ...(ending.length === 0 ? [] : [`exclude-name = ${list(ending)}`]),
    `parameters = { "path.id" = ${ids}, "header.If-Match" = ${inline(REVISIONS)} }`,
  ];
}

function only({ method, path }: { method: string; path: string }): readonly string[] {
  return ['[[operations]]', `include-name = ${quoted(`${method} ${path}`)}`];
}

/** JSON's way of writing a text is TOML's too. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function list(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(', ')}]`;
}

function inline({ dictionary, probability }: { dictionary: string; probability: number }): string {
  return `{ dictionary = ${quoted(dictionary)}, probability = ${probability} }`;
}
