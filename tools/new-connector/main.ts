import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../verify/step.ts';
import { nameTrouble, scaffold } from './scaffold.ts';

const [name = '', ...others] = process.argv.slice(2);
const folder = `services/${name}-connector`;
const into = path.join(ROOT, folder);

const trouble =
  others.length > 0 ? 'One name at a time.' : (nameTrouble(name) ?? (existsSync(into) ? `${folder} exists.` : undefined));
if (trouble === undefined) {
  await scaffold(name, into);
  console.log(`${folder} is there: a connector that works against the simulator in its test folder.
Next: npm install
      npm test -- ${folder}
      docs/adding-a-connector.md, step by step`);
} else {
  console.error(`${trouble} Usage: node tools/new-connector.mjs NAME, such as halopsa.`);
  process.exitCode = 1;
}
