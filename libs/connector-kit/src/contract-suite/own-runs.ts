import { expect } from '@jest/globals';
import type { ConnectedConnector } from './connected-connector.ts';

type Connected = Pick<ConnectedConnector, 'harness' | 'integration'>;

export interface OwnRunView {
  parts: readonly { key: string; label: string; imported?: number; groups?: Readonly<Record<string, number>> }[];
}
export interface RunView {
  id: string;
  kind: string;
  state: string;
  done: number;
  callsSpent: number;
  error?: { code: string; message: string };
  phases: readonly { label: string; done: number; isDone: boolean }[];
}

export async function startRun({ harness, integration }: Connected, kind: string, parts?: readonly string[]): Promise<string> {
  const params = { id: integration._id };
  const body = parts === undefined ? {} : { parts };
  return ((await harness.call('POST', `/{id}/${kind}`, { params, body })) as RunView).id;
}

export async function runOf({ harness, integration }: Connected, id: string): Promise<RunView> {
  const { items } = (await harness.call('GET', '/{id}/sync', { params: { id: integration._id } })) as { items: RunView[] };
  const run = items.find((candidate) => candidate.id === id);
  if (!run) throw new Error(`There is no run ${id}.`);
  return run;
}

export function ended(connected: Connected, id: string, state = 'completed'): Promise<RunView> {
  return connected.harness.until(async () => {
    const run = await runOf(connected, id);
    expect(run.state).toBe(state);
    return run;
  }, 20_000);
}

/** Runs it to its end. */
export async function runOwn(connected: Connected, kind: string, parts?: readonly string[]): Promise<RunView> {
  return ended(connected, await startRun(connected, kind, parts));
}

export async function shown({ harness, integration }: Connected, kind: string): Promise<OwnRunView> {
  return (await harness.call('GET', `/{id}/${kind}`, { params: { id: integration._id } })) as OwnRunView;
}
