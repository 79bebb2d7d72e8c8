import { as, conjuncts, type Fields, find, isFields, list, nameOf, statements, type Tree } from './syntax.ts';

const column = 'organization_id';

/** What a part of a statement can name: each table or derived table, and whether it is held to one organization. */
type Bound = ReadonlyMap<string, boolean>;

/**
 * Where a statement reads or writes rows of organizations without saying which: each table of theirs is held to a parameter, or to
 * another table that is, by an equation that every row has to meet.
 */
export function unboundTables(tree: Tree, tenantTables: ReadonlySet<string>): string[] {
  const common = new Set([...find(tree, ['CommonTableExpr'])].map(({ fields }) => String(fields.ctename)));
  const isTenant = (fields: Fields) =>
    tenantTables.has(String(fields.relname)) &&
    !common.has(String(fields.relname)) &&
    (fields.schemaname === undefined || fields.schemaname === 'public');
  const found: string[] = [];
  visit(tree, new Map());
  return [...new Set(found)];

  function visit(part: Tree, outer: Bound): void {
    for (const { kind, fields } of topStatements(part)) statement(kind, fields, outer);
  }

  function statement(kind: string, fields: Fields, outer: Bound): void {
    const arms = [fields.larg, fields.rarg].filter(isFields);
    for (const arm of arms) statement('SelectStmt', arm, outer);
    const target = kind !== 'SelectStmt' && isFields(fields.relation) ? fields.relation : undefined;
    const bound = within(fields, kind === 'InsertStmt' ? undefined : target, outer);
    if (kind === 'InsertStmt' && target && isTenant(target)) insertion(fields, target, bound);
    const { relation: _target, larg: _left, rarg: _right, ...rest } = fields;
    visit(rest, bound);
  }

  /** The tables of this statement, those of the statements around it, and which of them are bound. */
  function within(fields: Fields, target: Fields | undefined, outer: Bound): Bound {
    const from = fields.fromClause ?? fields.usingClause;
    const tables = [
      ...(target ? [target] : []),
      ...[...find(from, ['RangeVar'], [...statements])].map(({ fields: table }) => table),
    ];
    const bound = new Map(outer);
    const own = tables.filter(isTenant).map(aliasOf);
    for (const alias of own) bound.set(alias, false);
    // What a derived table or a common one gives was held to the organization where it was made.
    for (const table of tables) if (!isTenant(table)) bound.set(aliasOf(table), common.has(String(table.relname)));
    for (const { fields: derived } of find(from, ['RangeSubselect'], [...statements]))
      bound.set(String(isFields(derived.alias) ? derived.alias.aliasname : ''), true);

    const equations = equationsOf(fields, from);
    for (let before = -1; before !== count(bound); ) {
      before = count(bound);
      for (const [left, right] of equations) {
        if (isBound(left, bound, own)) bind(right, bound, own);
        if (isBound(right, bound, own)) bind(left, bound, own);
      }
    }
    for (const alias of own) {
      if (!bound.get(alias)) found.push(`${alias} is of no organization in particular`);
    }
    return bound;
  }

  function insertion(fields: Fields, target: Fields, outer: Bound): void {
    const at = list(fields.cols).findIndex((each) => as(each, 'ResTarget')?.name === column);
    const isGiven = (value: Tree, bound: Bound, own: readonly string[]) => isBound(value, bound, own);
    const select = as(fields.selectStmt, 'SelectStmt') ?? {};
    const rows = list(select.valuesLists);
    const isSaid =
      rows.length > 0
        ? rows.every((row) => isGiven(list(as(row, 'List')?.items)[at], outer, []))
        : leaves(select).every((leaf) => {
            const own = [...find(leaf.fromClause, ['RangeVar'], [...statements])].map(({ fields: table }) =>
              aliasOf(table),
            );
            const derived = [...find(leaf.fromClause, ['RangeSubselect'], [...statements])].map(({ fields: each }) =>
              String(isFields(each.alias) ? each.alias.aliasname : ''),
            );
            // The tables it selects from are looked at by themselves.
            const names = [...own, ...derived];
            const bound = new Map(names.map((name) => [name, true]));
            return isGiven(as(list(leaf.targetList)[at], 'ResTarget')?.val, bound, names);
          });
    if (at < 0 || !isSaid) found.push(`what is added to ${String(target.relname)} is of no organization in particular`);
  }
}

/** The statements directly below, without those within them. */
function* topStatements(tree: Tree): Generator<{ kind: string; fields: Fields }> {
  yield* find(tree, [...statements], [...statements]);
}

function leaves(select: Fields): Fields[] {
  const arms = [select.larg, select.rarg].filter(isFields);
  return arms.length === 0 ? [select] : arms.flatMap(leaves);
}

function equationsOf(fields: Fields, from: Tree): (readonly [Tree, Tree])[] {
  const joins = [...find(from, ['JoinExpr'], [...statements])].map(({ fields: join }) => join);
  const using = joins
    .filter((join) => nameOf(join.usingClause).includes(column))
    .flatMap((join) => {
      const sides = [...find([join.larg, join.rarg], ['RangeVar', 'RangeSubselect'], [...statements])];
      const columns = sides.map(({ fields: side }) => columnOf(aliasOf(side)));
      return columns.slice(1).map((each) => [columns[0], each] as const);
    });
  const conditions = [fields.whereClause, ...joins.map((join) => join.quals)].flatMap(conjuncts);
  return [...using, ...conditions.flatMap(equation)];
}

function equation(condition: Tree): (readonly [Tree, Tree])[] {
  const compared = as(condition, 'A_Expr');
  if (compared?.kind !== 'AEXPR_OP' || nameOf(compared.name).join() !== '=') return [];
  const [left, right] = [as(compared.lexpr, 'RowExpr'), as(compared.rexpr, 'RowExpr')];
  if (!left || !right) return [[compared.lexpr, compared.rexpr]];
  return list(left.args).map((each, index) => [each, list(right.args)[index]] as const);
}

/** A parameter, or the organization of a table that is bound. */
function isBound(value: Tree, bound: Bound, own: readonly string[]): boolean {
  const cast = as(value, 'TypeCast');
  if (cast) return isBound(cast.arg, bound, own);
  if (as(value, 'ParamRef')) return true;
  return aliasesOf(value, bound, own).some((alias) => bound.get(alias) === true);
}

function bind(value: Tree, bound: Map<string, boolean>, own: readonly string[]): void {
  for (const alias of aliasesOf(value, bound, own)) bound.set(alias, true);
}

/** Whose organization this is. One that names no table is that of the only one here. */
function aliasesOf(value: Tree, bound: Bound, own: readonly string[]): string[] {
  const parts = nameOf(as(value, 'ColumnRef')?.fields);
  if (parts.at(-1) !== column) return [];
  const alias = parts.at(-2);
  if (alias !== undefined) return bound.has(alias) ? [alias] : [];
  return own.length === 1 ? [...own] : [];
}

const columnOf = (alias: string): Tree => ({
  ColumnRef: { fields: [{ String: { sval: alias } }, { String: { sval: column } }] },
});

const aliasOf = (table: Fields): string =>
  String((isFields(table.alias) ? table.alias.aliasname : undefined) ?? table.relname);

const count = (bound: Bound): number => [...bound.values()].filter(Boolean).length;
