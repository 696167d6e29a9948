import mongoose from 'mongoose';

const { Binary } = mongoose.mongo;

/** A document as read by the driver, with its bytes as plain Uint8Arrays. The document is the caller's own, so it is changed in place. */
export function fromBson<Doc>(document: unknown): Doc {
  return convert(document) as Doc;
}

function convert(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (value instanceof Binary) return Uint8Array.from(value.value());
  if (Array.isArray(value)) {
    value.forEach((item: unknown, at) => {
      if (typeof item === 'object') value[at] = convert(item);
    });
    return value;
  }
  const fields = value as Record<string, unknown>;
  for (const name of Object.keys(fields)) {
    if (typeof fields[name] === 'object') fields[name] = convert(fields[name]);
  }
  return value;
}
