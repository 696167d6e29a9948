import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@psa-bridge/testing';
import { stringify } from 'yaml';
import { freePort } from '../dev-stack/ports.ts';
import { ROOT } from '../verify/step.ts';

export interface Sample {
  metric: Readonly<Record<string, string>>;
  value: [time: number, text: string];
}

/** A Prometheus of the machine that scrapes every second and evaluates our rules. */
export interface Prometheus {
  query(expr: string): Promise<readonly Sample[]>;
  /** What its API answers under a path, such as `/api/v1/rules`. */
  get<Answer>(place: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** @param targets `host:port` of what tells metrics */
export async function startPrometheus(targets: readonly string[]): Promise<Prometheus> {
  const folder = await mkdtemp(path.join(tmpdir(), 'psa-bridge-prometheus-'));
  const address = `127.0.0.1:${await freePort()}`;
  await writeFile(path.join(folder, 'prometheus.yml'), configuration(targets));
  const child = spawn(
    'prometheus',
    [
      `--config.file=${path.join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${path.join(folder, 'data')}`,
      `--web.listen-address=${address}`,
      '--enable-feature=exemplar-storage',
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  );
  const exited = once(child, 'exit');
  // Where it is not installed, whoever asks it is told so.
  exited.catch(() => undefined);

  async function get<Answer>(place: string): Promise<Answer> {
    const response = await fetch(`http://${address}${place}`);
    const { data, error } = (await response.json()) as { data: Answer; error?: string };
    if (error !== undefined) throw new Error(`${place}: ${error}`);
    return data;
  }

  async function stop(): Promise<void> {
    child.kill();
    await exited;
    await rm(folder, { recursive: true, force: true });
  }

  await Promise.race([
    exited.then(() => Promise.reject(new Error('Prometheus ended at its start.'))),
    eventually(() => get('/api/v1/targets'), { timeoutMs: 30_000, everyMs: 100 }),
  ]);
  return {
    get,
    stop,
    query: async (expr) => (await get<{ result: Sample[] }>(`/api/v1/query?query=${encodeURIComponent(expr)}`)).result,
  };
}

function configuration(targets: readonly string[]): string {
  return stringify({
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: [path.join(ROOT, 'charts/monitoring/rules/*.yaml')],
    scrape_configs: [{ job_name: 'psa-bridge', static_configs: [{ targets }] }],
  });
}
