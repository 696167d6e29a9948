import { newId } from '@psa-bridge/core';
import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemOf } from './problem.ts';

interface Broken {
  status: number;
  code: string;
  detail: string;
}

const NOT_HTTP: Broken = { status: 400, code: 'malformed_request', detail: 'This is no well-formed HTTP request.' };

/** By Node's own codes. */
const BROKEN: Readonly<Record<string, Broken>> = {
  HPE_HEADER_OVERFLOW: {
    ...{ status: 431, code: 'headers_too_large' },
    detail: 'The URL and the headers are too long together; send less of them, such as fewer values of a filter.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'request_too_slow',
    detail: 'The request took too long to arrive. Send it again.',
  },
};

/** Answers what cannot even be read as a request like everything else: by a problem. */
export function answerBrokenRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else refuse(socket, BROKEN[error.code ?? ''] ?? NOT_HTTP);
  });
}

function refuse(socket: Duplex, { status, code, detail }: Broken): void {
  const requestId = newId();
  const body = JSON.stringify(problemOf({ status, code, detail, requestId }));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
