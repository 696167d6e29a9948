/** Fields that point at something of the PSA; other ones, such as a quantity, are the entity's own. */
const POINTS_AT_SOMETHING = /(id|code|type|status|category|term|terms|account|role|location|board|stage)$/i;
const MAX_DEPTH = 6;
const MAX_FIELDS = 2_000;

/**
 * What the PSA's words point at by the name of a field, with the value that was sent in it, such as `billingCodeID 17`; empty where
 * the words name no such field. A request that is no JSON names nothing.
 */
export function referredTo(words: string, requestBody: string): string {
  const named = new Set(words.toLowerCase().match(/[a-z][a-z0-9_]{2,}/g) ?? []);
  if (named.size === 0 || requestBody === '') return '';
  const found = fieldsOf(parsed(requestBody)).filter(([name]) => POINTS_AT_SOMETHING.test(name) && named.has(name.toLowerCase()));
  return [...new Set(found.map(([name, value]) => `${name} ${value}`))].sort().join(', ');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

type Field = readonly [name: string, value: number | string];

/** Every field that holds a whole number, as a number or as text, with its name. */
function fieldsOf(body: unknown): readonly Field[] {
  const found: Field[] = [];
  const waiting: { value: unknown; depth: number }[] = [{ value: body, depth: 0 }];
  for (let next = waiting.pop(); next && found.length < MAX_FIELDS; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (isKey(inner)) found.push([name, inner]);
      else waiting.push({ value: inner, depth: depth + 1 });
    }
  }
  return found;
}

function isKey(value: unknown): value is number | string {
  return typeof value === 'number' ? Number.isInteger(value) : typeof value === 'string' && /^\d{1,18}$/.test(value);
}
