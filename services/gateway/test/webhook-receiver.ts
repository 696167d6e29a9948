import { Webhook } from 'standardwebhooks';
import { startUpstream, type Answer, type Seen } from './http-upstream.ts';

export interface Received {
  eventId: string;
  type: string;
  entityId: string;
  headers: Seen['headers'];
  body: string;
}

export interface WebhookReceiver {
  url: string;
  received: readonly Received[];
  /** What it answers from now on. */
  answer: (event: Received) => Answer;
  stop(): Promise<void>;
}

/** A partner's endpoint over real HTTP; it answers 204 until it is told otherwise. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const receiver = { received, answer: (): Answer => ({ status: 204 }) } as Omit<WebhookReceiver, 'url' | 'stop'>;
  const upstream = await startUpstream(({ headers, body }) => {
    const text = body.toString('utf8');
    const event = { ...(JSON.parse(text) as Pick<Received, 'eventId' | 'type' | 'entityId'>), headers, body: text };
    received.push(event);
    return receiver.answer(event);
  });
  return Object.assign(receiver, { url: `${upstream.url}/events`, stop: upstream.stop });
}

/** Whether the reference implementation of Standard Webhooks takes the delivery for one that was signed with this secret. */
export function isSignedWith(secret: string, { headers, body }: Received): boolean {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
  try {
    new Webhook(secret).verify(body, Object.fromEntries(names.map((name) => [name, String(headers[name])])));
    return true;
  } catch {
    return false;
  }
}
