import type { BusinessRecord } from '@psa-bridge/records';

export interface CategoryNode {
  id: string;
  name: string;
  children: CategoryNode[];
}

/** Categories below their parents, by name. One whose parents go round in a circle, or are gone, stands at the top. */
export function treeOf(categories: readonly Pick<BusinessRecord<'category'>, '_id' | 'data'>[]): readonly CategoryNode[] {
  const nodes = new Map(categories.map(({ _id: id, data: { name } }) => [id, { id, name, children: [] as CategoryNode[] }]));
  const parents = new Map(categories.map(({ _id, data: { parentId } }) => [_id, parentId]));
  const top: CategoryNode[] = [];
  for (const node of [...nodes.values()].sort((a, b) => a.name.localeCompare(b.name))) {
    const parent = nodes.get(parents.get(node.id) ?? '');
    (parent && !goesRound(node.id, parents) ? parent.children : top).push(node);
  }
  return top;
}

function goesRound(id: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set([id]);
  for (let at = parents.get(id); at !== undefined; at = parents.get(at)) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}
