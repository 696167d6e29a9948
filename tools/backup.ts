// npm run backup -- dump|restore FILE: the database named by MONGODB_URI and MONGODB_DATABASE into one file, or out of it into an
// empty database. docs/operations.md says when, and what belongs to it.
import { backUp, restore } from './backup/backup.ts';

const [what, file] = process.argv.slice(2);
const { MONGODB_URI: uri, MONGODB_DATABASE: database = 'psa_bridge' } = process.env;
const verbs = { dump: backUp, restore } as const;

if ((what !== 'dump' && what !== 'restore') || file === undefined || uri === undefined) {
  console.error('Say what and where: MONGODB_URI=… MONGODB_DATABASE=psa_bridge npm run backup -- dump|restore FILE');
  process.exitCode = 2;
} else {
  console.log(JSON.stringify(await verbs[what]({ uri, database, file })));
}
