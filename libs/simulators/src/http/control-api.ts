import { z } from 'zod';
import { isAppError } from '@psa-bridge/core';
import { jsonAnswer, type HttpAnswer, type HttpCall } from './exchange.ts';

/** One thing that a test or an operator may do to a simulator, over HTTP or in process. */
export interface ControlOperation<Given, Result> {
  about: string;
  input: z.ZodType;
  /** @throws z.ZodError for wrong input, AppError for what cannot be done. */
  run(given: Given): Result;
}

type Operations = Readonly<Record<string, ControlOperation<never, unknown>>>;

/** The operations as functions. */
export type Control<Ops extends Operations> = {
  readonly [Name in keyof Ops]: Ops[Name] extends ControlOperation<infer Given, infer Result>
    ? Record<never, never> extends Given
      ? (given?: Given) => Result
      : (given: Given) => Result
    : never;
};

export function operation<Input extends z.ZodType, Result>(
  about: string,
  input: Input,
  run: (input: z.output<Input>) => Result,
): ControlOperation<z.input<Input>, Result> {
  return { about, input, run: (given) => run(input.parse(given)) };
}

export function toControl<Ops extends Operations>(operations: Ops): Control<Ops> {
  const entries = Object.entries(operations).map(([name, found]) => [name, (given: unknown = {}) => found.run(given as never)]);
  return Object.fromEntries(entries) as Control<Ops>;
}

/**
 * `GET {prefix}` lists the operations with their input as JSON Schema; `POST {prefix}/{operation}` with a JSON body runs one and
 * answers `{"result": …}`. Wrong input is a 400 that says what is wrong, and so is what the operation refuses.
 */
export function createControlRouter(operations: Operations, prefix = '/control') {
  return async (call: HttpCall): Promise<HttpAnswer | undefined> => {
    if (call.path !== prefix && !call.path.startsWith(`${prefix}/`)) return undefined;
    const name = call.path.slice(prefix.length + 1);
    if (name === '') return jsonAnswer(200, describe(operations));
    const found = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (!found) return jsonAnswer(404, { error: `There is no operation '${name}'.` });
    if (call.method !== 'POST') return jsonAnswer(405, { error: 'Use POST.' });
    return runOperation(found, call.body);
  };
}

async function runOperation(found: ControlOperation<never, unknown>, body: string): Promise<HttpAnswer> {
  try {
    const given: unknown = body === '' ? {} : JSON.parse(body);
    const result = await found.run(given as never);
    return jsonAnswer(200, { result: result ?? null });
  } catch (error) {
    if (error instanceof z.ZodError) return jsonAnswer(400, { error: z.prettifyError(error) });
    if (isAppError(error) || error instanceof SyntaxError) return jsonAnswer(400, { error: error.message });
    throw error;
  }
}

function describe(operations: Operations): unknown {
  return Object.entries(operations).map(([name, { about, input }]) => ({
    name,
    about,
    input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
  }));
}
