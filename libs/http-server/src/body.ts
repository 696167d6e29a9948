import { invalidInput, toAppError, tooLarge } from '@psa-bridge/core';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { parseJson } from './json-body.ts';
import type { Route } from './route.ts';

const JSON_TYPES = ['application/json', 'application/*+json'];
const NOT_UTF8 = /;\s*charset\s*=\s*(?!"?utf-?8"?\s*(;|$))/i;

/** Reads the body of a request into `request.body`. @throws AppError with the status that the client deserves */
export type ReadBody = (request: Request, response: Response) => Promise<void>;

/** How a route's body is read: as raw bytes or as JSON; undefined where it takes none. */
export function bodyReader(route: Route, defaultLimitBytes: number): ReadBody | undefined {
  const limit = route.bodyLimitBytes ?? defaultLimitBytes;
  if (route.rawBody === true) return rawBodyReader(limit);
  if (!route.body) return undefined;
  const readBytes = reader(express.raw({ limit, type: JSON_TYPES }));
  return async (request, response) => {
    if (!hasBody(request)) return;
    if (!request.is(JSON_TYPES)) throw unsupported('content-type: must be application/json');
    if (NOT_UTF8.test(request.headers['content-type'] ?? '')) throw unsupported('content-type: the charset must be utf-8');
    await readBytes(request, response);
    const bytes: unknown = request.body;
    request.body = Buffer.isBuffer(bytes) && bytes.length > 0 ? parseJson(bytes) : undefined;
  };
}

/** The bytes as they were sent: a signature covers them, and unpacking would change them. */
export function rawBodyReader(limit: number): ReadBody {
  return reader(express.raw({ type: () => true, limit, inflate: false }));
}

export function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function reader(parser: RequestHandler): ReadBody {
  return async (request, response) => {
    const error = await new Promise<unknown>((resolve) => void parser(request, response, resolve));
    if (error !== undefined) throw bodyError(error);
  };
}

/** A malformed or oversized body, as express's body parser reports it. */
function bodyError(error: unknown): Error {
  const { type = '', limit, status = 500 } = (error ?? {}) as { type?: string; limit?: number; status?: number };
  if (type === 'entity.too.large') {
    return tooLarge('body_too_large', `The body is larger than ${limit ?? 'allowed'} bytes.`, { expected: true });
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return unsupported('content-encoding: the encoding of the body is not supported; send it plain, in UTF-8');
  }
  if (type === 'request.aborted' || type === 'request.size.invalid') {
    return invalidInput('body_incomplete', 'The body ended early.', { expected: true });
  }
  // It blames the client for whatever does not unpack, in the words of the unpacker.
  if (status < 500) return invalidInput('body_unreadable', 'body: is not encoded as content-encoding says', { expected: true });
  return toAppError(error);
}

function unsupported(message: string): Error {
  return invalidInput('unsupported_media_type', message, { expected: true });
}
