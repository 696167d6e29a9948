import { charts } from './charts.ts';
import { consoleClient } from './console-client.ts';
import { configurationTables } from './configuration-tables.ts';
import { deedsTable } from './deeds-table.ts';
import { deploymentFiles } from './deployment-files.ts';
import { eventsPage } from './events-page.ts';
import { goldenBytes } from './golden-bytes.ts';
import { monitoringFiles } from './monitoring-files.ts';
import { permissionsPage } from './permissions-page.ts';
import { protobufTypes } from './protobuf-types.ts';
import { switchesPage } from './switches-page.ts';

/** Files that are made from a source and committed, so that a reader and a diff see them. */
export interface Generator {
  name: string;
  /** The folders and files it makes, relative to the repository. Whatever else is in such a folder is removed. */
  outputs: readonly string[];
  /** Makes all of them below `into`, under the same relative paths. */
  generate(into: string): Promise<void>;
}

/** Add a generator here: `npm run generate` then writes its files, and `npm run verify` checks that they are fresh. */
export const generators: readonly Generator[] = [
  protobufTypes,
  eventsPage,
  goldenBytes,
  consoleClient,
  configurationTables,
  permissionsPage,
  deedsTable,
  switchesPage,
  charts,
  deploymentFiles,
  monitoringFiles,
];
