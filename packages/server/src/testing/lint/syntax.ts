/** PostgreSQL's own syntax tree, as its parser gives it: `{ SelectStmt: { … } }`. */
export type Tree = unknown;
export type Fields = Readonly<Record<string, unknown>>;

export const statements = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'] as const;

export const isFields = (tree: Tree): tree is Fields =>
  typeof tree === 'object' && tree !== null && !Array.isArray(tree);

/** The fields of a node of this kind; undefined for any other. */
export function as(tree: Tree, kind: string): Fields | undefined {
  const fields = isFields(tree) ? tree[kind] : undefined;
  return isFields(fields) ? fields : undefined;
}

export const list = (tree: Tree): readonly Tree[] => (Array.isArray(tree) ? tree : []);

/** Every node of these kinds, however deep; below `until` only those nodes themselves. */
export function* find(
  tree: Tree,
  kinds: readonly string[],
  until: readonly string[] = [],
): Generator<{ kind: string; fields: Fields }> {
  if (Array.isArray(tree)) {
    for (const each of tree) yield* find(each, kinds, until);
    return;
  }
  if (!isFields(tree)) return;
  for (const [kind, value] of Object.entries(tree)) {
    if (kinds.includes(kind) && isFields(value)) yield { kind, fields: value };
    if (!until.includes(kind)) yield* find(value, kinds, until);
  }
}

/** `a.b.c` as its parts. */
export const nameOf = (fields: Tree): string[] =>
  list(fields).flatMap((part) => {
    const text = as(part, 'String')?.sval;
    return typeof text === 'string' ? [text] : [];
  });

/** The conditions that all hold where this one does. */
export function conjuncts(tree: Tree): Tree[] {
  const bool = as(tree, 'BoolExpr');
  if (bool?.boolop === 'AND_EXPR') return list(bool.args).flatMap(conjuncts);
  return tree === undefined ? [] : [tree];
}
