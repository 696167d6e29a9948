import { createServer } from 'node:http';
import { once } from 'node:events';
import { isAppError } from '@psa-bridge/core';

type Receive = (delivery: { params: Record<string, string>; rawBody: Buffer; headers: object }) => Promise<unknown>;

/** The public address at which a PSA delivers, before a connector that has none of its own. */
export interface WebhookDoor {
  url: string;
  /** Where deliveries go. */
  lead(to: Receive): void;
  close(): Promise<void>;
}

/** An idle connection that is ended breaks the delivery that is sent on it at that moment. */
const KEPT_OPEN_MS = 600_000;

const STATUS: Readonly<Record<string, number>> = { not_found: 404, unauthenticated: 401, invalid_input: 400, unavailable: 503 };

export async function openWebhookDoor(): Promise<WebhookDoor> {
  let receive: Receive = () => Promise.reject(new Error('Nobody receives.'));
  const server = createServer({ keepAliveTimeout: KEPT_OPEN_MS }, (request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const [integrationId = '', token = '', channel = ''] = new URL(request.url ?? '/', 'http://door').pathname
        .split('/')
        .slice(-3);
      const { headers } = request;
      return receive({ params: { integrationId, token, channel }, rawBody: Buffer.concat(chunks), headers });
    })().then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead((isAppError(error) && STATUS[error.kind]) || 500).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    lead: (to) => void (receive = to),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
