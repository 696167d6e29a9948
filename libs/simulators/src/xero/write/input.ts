import type { Json } from '../../http/json-text.ts';
import { readDay } from '../day.ts';
import { amount, type Amount } from '../money.ts';
import { badBody } from '../refusal.ts';
import type { Values } from '../store/rows.ts';

/** Members of a request. One that is null says as much as one that is left out; one of another type refuses the request. */
export function readText(input: Values, name: string): string | undefined {
  const value = member(input, name);
  if (value === undefined) return undefined;
  if (typeof value === 'object') throw wrong(name);
  return String(value);
}

const NUMBER = /^[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})$/;

export function readAmount(input: Values, name: string): Amount | undefined {
  const value = member(input, name);
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'number') return Math.abs(value) < 1e20 ? amount(value) : tooLarge(name);
  if (typeof value !== 'string' || !NUMBER.test(value.trim())) throw wrong(name);
  return amount(value.trim());
}

function tooLarge(name: string): never {
  throw badBody(`JSON for post data was invalid: the value of ${name} is too large.`);
}

export function readFlag(input: Values, name: string): boolean | undefined {
  const value = member(input, name);
  if (value === undefined || typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw wrong(name);
}

/** `YYYY-MM-DD`. */
export function readDate(input: Values, name: string): string | undefined {
  const text = readText(input, name);
  if (text === undefined || text === '') return undefined;
  const day = readDay(text);
  if (day === undefined) throw wrong(name);
  return day;
}

export function readObject(input: Values, name: string): Values | undefined {
  const value = member(input, name);
  if (value === undefined) return undefined;
  if (!isObject(value)) throw wrong(name);
  return value;
}

export function readObjects(input: Values, name: string): readonly Values[] | undefined {
  const value = member(input, name);
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every(isObject)) throw wrong(name);
  return value;
}

export function isObject(value: Json | undefined): value is Values {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function member(input: Values, name: string): Json | undefined {
  return Object.hasOwn(input, name) ? (input[name] ?? undefined) : undefined;
}

function wrong(name: string): Error {
  return badBody(`JSON for post data was invalid: the value of ${name} is of the wrong type.`);
}

/** Without case and accents, as names are compared (xero.md 9). */
export function fold(text: unknown): string {
  if (typeof text !== 'string') return '';
  // Most names are plain, and decomposing them is what takes the time.
  const plain = ASCII.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '');
  return plain.toLowerCase();
}

const ASCII = /^[\x20-\x7e]*$/;
