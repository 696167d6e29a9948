import { randomUUID } from 'node:crypto';
import { jsonAnswer, type HttpAnswer, type HttpCall } from '../../http/exchange.ts';
import { jsonText, type Json } from '../../http/json-text.ts';
import { wireDate } from '../day.ts';
import { nowMs, type Platform } from '../platform.ts';
import { badBody, exception, plain } from '../refusal.ts';
import { isObject } from '../write/input.ts';
import type { Values } from '../store/rows.ts';

/** An answer in its envelope (xero.md 4). */
export function envelope(platform: Platform, content: Readonly<Record<string, unknown>>): HttpAnswer {
  const head = {
    Id: randomUUID(),
    Status: 'OK',
    ProviderName: platform.app.name,
    DateTimeUTC: wireDate(nowMs(platform)),
  };
  return jsonAnswer(200, { ...head, ...content });
}

/** Without `Accept: application/json` answers are XML. */
export function inAcceptedForm({ headers }: HttpCall, answer: HttpAnswer): HttpAnswer {
  const isJson = answer.headers?.['content-type']?.startsWith('application/json') === true;
  if (!isJson || /json/i.test(headers['accept'] ?? '')) return answer;
  const body = toXml('Response', JSON.parse(answer.body ?? 'null') as Json);
  return { status: answer.status, headers: { ...answer.headers, 'content-type': 'text/xml; charset=utf-8' }, body };
}

function toXml(name: string, value: Json): string {
  if (Array.isArray(value))
    return `<${name}>${(value as readonly Json[]).map((one) => toXml(name.replace(/s$/, ''), one)).join('')}</${name}>`;
  if (!isObject(value))
    return `<${name}>${jsonText(value ?? '').replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</${name}>`;
  const inner = Object.entries(value).map(([member, one]) => toXml(/^[A-Za-z_][\w.-]*$/.test(member) ? member : 'Member', one));
  return `<${name}>${inner.join('')}</${name}>`;
}

/** The elements of a request: `{"Invoices":[…]}`, or one bare object. @throws AppError a 400 or 412 */
export function readElements({ headers, body }: HttpCall, name: string): readonly Values[] {
  if (!/^(?:application|text)\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '')) throw plain(412);
  const elements = elementsOf(parse(body), name);
  if (!elements.every(isObject)) throw badBody('JSON for post data was invalid: an object was expected.');
  const isNothing = elements.every((element) => Object.keys(element).length === 0);
  if (!isNothing) return elements;
  const one = name.replace(/s$/, '');
  throw exception(
    17,
    'NoDataProcessedException',
    `No data has been processed for this endpoint. This endpoint is expecting ${one} data to be specified in the request body.`,
  );
}

function elementsOf(json: Json, name: string): readonly Json[] {
  const given = isObject(json) && Object.hasOwn(json, name) ? (json[name] ?? null) : json;
  if (Array.isArray(given)) return given as readonly Json[];
  return isObject(given) ? [given] : [];
}

function parse(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    throw badBody('JSON for post data was invalid.');
  }
}
