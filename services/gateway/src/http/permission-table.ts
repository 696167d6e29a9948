import type { OpenApiDocument } from '@psa-bridge/http-server';

/** One row of the document route × permission. */
export interface PermissionRow {
  method: string;
  path: string;
  /** `public`, `signed-in`, `admin`, or the permissions of which one is needed; admins pass everywhere (ID-06). */
  permission: readonly string[];
}

/** Every route of the platform with what it needs, from the merged document, so that none can be forgotten. */
export function permissionTable({ paths }: Pick<OpenApiDocument, 'paths'>): readonly PermissionRow[] {
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        permission: permissionOf(operation),
      })),
    )
    .sort((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`));
}

function permissionOf(operation: unknown): readonly string[] {
  const { 'x-permission': permission } = operation as { 'x-permission'?: readonly string[] };
  return permission ?? ['undeclared'];
}
