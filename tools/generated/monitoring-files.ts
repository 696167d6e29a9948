import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dashboardOf } from '../monitoring/boards/board.ts';
import { BOARDS } from '../monitoring/boards/boards.ts';
import { CASE_FILES, caseFile, RULE_FILES, ruleFile } from '../monitoring/rule-files.ts';
import type { Generator } from './generators.ts';

const PLACE = 'charts/monitoring';

/** Rules for Prometheus with their tests, and dashboards for Grafana, from tools/monitoring. */
export const monitoringFiles: Generator = {
  name: 'monitoring',
  outputs: [`${PLACE}/rules`, `${PLACE}/tests`, `${PLACE}/dashboards`],
  async generate(into) {
    for (const [file, groups] of Object.entries(RULE_FILES)) await write(into, `rules/${file}`, ruleFile(groups));
    for (const [name, file] of Object.entries(CASE_FILES)) await write(into, `tests/${name}`, caseFile(file));
    for (const board of BOARDS)
      await write(into, `dashboards/${board.id}.json`, `${JSON.stringify(dashboardOf(board), null, 2)}\n`);
  },
};

async function write(into: string, name: string, text: string): Promise<void> {
  const file = path.join(into, PLACE, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
