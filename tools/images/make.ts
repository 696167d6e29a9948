// node tools/images/make.ts SERVICE FOLDER: makes the folder that the image of a service holds. The Dockerfile runs it.
import path from 'node:path';
import { makeProductionFolder } from './production-folder.ts';

const [service, into] = process.argv.slice(2);
if (service === undefined || into === undefined) {
  console.error('Say which service, and into which folder: node tools/images/make.ts gateway /app');
  process.exitCode = 2;
} else {
  await makeProductionFolder({ root: path.resolve(import.meta.dirname, '../..'), service, into: path.resolve(into) });
}
