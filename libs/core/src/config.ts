import { z } from 'zod';
import { AppError } from './errors.ts';
import { Secret } from './secret.ts';

/** Building blocks for a service's configuration schema: every value arrives as text. */
export const env = {
  text: () => z.string().trim().min(1),
  int: () => z.coerce.number().int(),
  number: () => z.coerce.number(),
  flag: () => z.enum(['true', 'false']).transform((text) => text === 'true'),
  list: () =>
    z.string().transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  url: () => z.url(),
  secret: () =>
    z
      .string()
      .min(1)
      .transform((text) => new Secret(text)),
};

/**
 * Reads the configuration once, at start. All problems are reported together, each naming its variable; values are never
 * printed, so a secret in the wrong variable stays secret.
 *
 * @throws AppError `invalid_configuration`
 */
export function loadConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  variables: Readonly<Record<string, string | undefined>>,
): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((key) =>
      variables[key] === undefined || variables[key] === '' ? [] : [[key, variables[key]]],
    ),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    (issue) => `${issue.path.join('.')}: ${given[String(issue.path[0])] === undefined ? 'is required' : issue.message}`,
  );
  throw new AppError(`The configuration is not usable.\n  ${problems.join('\n  ')}`, {
    code: 'invalid_configuration',
    kind: 'invalid_input',
    details: { problems },
  });
}
