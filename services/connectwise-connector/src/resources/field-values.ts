import type { FieldValuesPart, Piece } from '@psa-bridge/connector-kit';
import { isAppError } from '@psa-bridge/core';
import { CwFieldDefinition, CwSetupRow } from '../client/catalogue-types.ts';
import { everyRow } from '../client/conditions.ts';
import {
  BOARD_TABLES,
  FIELD_SCREENS,
  fieldDefinitionToValues,
  SETUP_TABLES,
  setupRowToFieldValue,
  WORDS,
  type SetupTable,
} from '../mapping/setup-tables.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';

type Part = FieldValuesPart<ConnectWiseSession, ConnectWiseSettings>;

/** The drop-downs that a fields-only sync refreshes (SY-05): a call for each table, and for each board one for each of its own. */
export const fieldValueParts: readonly Part[] = [
  ...SETUP_TABLES.map(tablePart),
  boardPart(),
  ...WORDS.map(wordPart),
  customFieldPart(),
];

function tablePart({ kind, label, path, flag, isOptional = false }: SetupTable): Part {
  return {
    label,
    kinds: [kind],
    async read({ session }) {
      const rows = await readable(isOptional, () =>
        session.client.list(path, flag === undefined ? {} : { conditions: everyRow(flag) }, CwSetupRow),
      );
      return rows.map((row) => setupRowToFieldValue(kind, row));
    },
  };
}

/** Boards with their statuses, types and subtypes, which are those of one board only. */
function boardPart(): Part {
  return {
    label: 'Service boards',
    kinds: ['service_board', ...BOARD_TABLES.map(({ kind }) => kind)],
    read: ({ session }) => session.inPieces((piece) => readBoards(session, piece)),
  };
}

async function readBoards({ client }: ConnectWiseSession, piece: Piece): ReturnType<Part['read']> {
  const search = { conditions: everyRow('inactiveFlag') };
  const boards = await piece('service/boards', () => client.list('service/boards', search, CwSetupRow));
  const values = boards.map((board) => setupRowToFieldValue('service_board', board));
  for (const { id } of boards) {
    for (const { kind, path: table } of BOARD_TABLES) {
      const path = `service/boards/${id}/${table}`;
      const rows = await piece(path, () => client.list(path, {}, CwSetupRow));
      values.push(...rows.map((row) => setupRowToFieldValue(kind, row, id)));
    }
  }
  return values;
}

function wordPart({ label, kind, words }: (typeof WORDS)[number]): Part {
  const values = words.map((word, position) => ({ kind, key: word, label: word, position }));
  return { label, kinds: [kind], read: () => Promise.resolve(values) };
}

function customFieldPart(): Part {
  return {
    label: 'Custom fields',
    kinds: Object.values(FIELD_SCREENS).flatMap((kind) => [kind, `${kind}_choice`]),
    async read({ session }) {
      const fields = await session.client.list('system/userDefinedFields', {}, CwFieldDefinition);
      return fields.flatMap(fieldDefinitionToValues);
    },
  };
}

/** A right that is missing for a table that the product can do without must not stop the others. */
async function readable(isOptional: boolean, read: () => Promise<readonly CwSetupRow[]>): Promise<readonly CwSetupRow[]> {
  try {
    return await read();
  } catch (error) {
    if (isOptional && isAppError(error) && error.code === 'psa_forbidden') return [];
    throw error;
  }
}
