import type { Json } from '../../http/json-text.ts';
import { EMPTY_GUID } from '../store/guid.ts';
import type { Values } from '../store/rows.ts';
import type { Switches } from '../switches.ts';
import type { Mode } from '../write/document.writer.ts';
import { isObject } from '../write/input.ts';
import { errorsOf, invalid, type Change, type Finding, type Writing } from '../write/writing.ts';
import type { Resource, Written } from './resources.ts';

type Outcome = { written: Written } | { written: undefined; sent: Values; errors: readonly Finding[] };

export interface BatchResult {
  outcomes: readonly Outcome[];
  /** What stands; none where one element fails the others. */
  changes: readonly Change[];
}

export interface Batch {
  resource: Resource;
  elements: readonly Values[];
  mode: Mode;
  /** One bad element fails them all (xero.md 7.5). */
  isSummarised: boolean;
}

/** Saves the elements in order. */
export function runBatch(writing: Writing, { resource, elements, mode, isSummarised }: Batch): BatchResult {
  const { book, platform, changes } = writing;
  const outcomes: Outcome[] = [];
  try {
    book.attempt(() => {
      for (const sent of elements) outcomes.push(saveOne(writing, resource, { sent, mode }));
      if (isSummarised && !platform.switches.validKept && outcomes.some(({ written }) => !written)) throw invalid([]);
    });
  } catch (error) {
    errorsOf(error);
    changes.length = 0;
  }
  return { outcomes, changes };
}

function saveOne(writing: Writing, { write }: Resource, { sent, mode }: { sent: Values; mode: Mode }): Outcome {
  const { book, changes } = writing;
  const before = changes.length;
  try {
    return { written: book.attempt(() => write?.(writing, sent, mode)) as Written };
  } catch (error) {
    const errors = errorsOf(error);
    changes.length = before;
    return { written: undefined, sent, errors };
  }
}

/** How an element is answered: as it was saved, or as it was sent with what is wrong. */
export function showOutcome(
  outcome: Outcome,
  { idMember }: Resource,
  { isSummarised, switches }: { isSummarised: boolean; switches: Switches },
): Values {
  if (!outcome.written) return showRefused(outcome, idMember, switches);
  const { entry, warnings } = outcome.written;
  return {
    ...entry.show('full'),
    ...(isSummarised ? {} : { StatusAttributeString: warnings.length > 0 ? 'WARNING' : 'OK' }),
    ...(warnings.length > 0 ? { Warnings: warnings.map((Message) => ({ Message })) } : {}),
  };
}

function showRefused(
  { sent, errors }: { sent: Values; errors: readonly Finding[] },
  idMember: string | undefined,
  { lineErrors }: Switches,
): Values {
  const onLines = lineErrors === 'line' && Array.isArray(sent['LineItems']);
  const own = onLines ? errors.filter(({ line }) => line === undefined) : errors;
  return {
    ...(idMember === undefined ? {} : { [idMember]: EMPTY_GUID }),
    ...sent,
    ...(onLines ? { LineItems: linesWithErrors(sent['LineItems'] as readonly Json[], errors) } : {}),
    HasErrors: true,
    StatusAttributeString: 'ERROR',
    ValidationErrors: own.map(({ message }) => ({ Message: message })),
  };
}

function linesWithErrors(lines: readonly Json[], errors: readonly Finding[]): Json[] {
  return lines.map((line, index) => {
    const own = errors.filter((error) => error.line === index).map(({ message }) => ({ Message: message }));
    return own.length > 0 && isObject(line) ? { ...line, ValidationErrors: own } : line;
  });
}
