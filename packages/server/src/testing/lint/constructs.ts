import { as, type Fields, find, isFields, list, nameOf, statements, type Tree } from './syntax.ts';

const writing = ['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'];
const differsByMoment = ['now', 'clock_timestamp', 'statement_timestamp', 'random', 'gen_random_uuid', 'uuidv7'];

/** What runs on one machine and not on several (DESIGN 7). */
export function forbiddenConstructs(tree: Tree, tenantTables: ReadonlySet<string>): string[] {
  return [...perNode(tree, tenantTables)];
}

function* perNode(tree: Tree, tenantTables: ReadonlySet<string>): Generator<string> {
  for (const { fields } of find(tree, ['VariableSetStmt'])) {
    if (fields.is_local !== true) yield `sets ${String(fields.name)} for longer than its transaction`;
  }
  for (const { kind } of find(tree, ['MergeStmt', 'NotifyStmt', 'ListenStmt', 'CreateTrigStmt', 'RuleStmt']))
    yield `uses ${kind}`;
  for (const { fields } of find(tree, ['CreateTableAsStmt'])) {
    if (fields.objtype === 'OBJECT_MATVIEW') yield 'makes a materialized view';
  }
  for (const { fields } of find(tree, ['CommonTableExpr'])) {
    if (writing.some((kind) => as(fields.ctequery, kind))) yield `writes in the common table ${String(fields.ctename)}`;
  }
  for (const { fields } of find(tree, ['FuncCall'])) {
    const name = nameOf(fields.funcname).at(-1);
    if (name === 'nextval') yield 'counts with a sequence';
    if (name === 'set_config') yield 'uses set_config, which does not travel';
  }
  for (const { fields } of find(tree, ['InsertStmt'])) {
    const target = String(isFields(fields.relation) ? fields.relation.relname : '');
    if (tenantTables.has(target)) yield* insertion(fields, target);
  }
}

function* insertion(fields: Fields, target: string): Generator<string> {
  const select = as(fields.selectStmt, 'SelectStmt');
  const isFromSelect = select && list(select.valuesLists).length === 0;
  if (isFromSelect && !isFields(fields.onConflictClause) && !fields.returningClause)
    yield `inserts a selection into ${target} without "on conflict" or "returning"`;
  if (select && [...find(select.valuesLists, [...statements])].length > 0)
    yield `selects within the values for ${target}`;
  for (const { fields: called } of find(fields.onConflictClause, ['FuncCall'])) {
    const name = nameOf(called.funcname).at(-1) ?? '';
    if (differsByMoment.includes(name)) yield `changes a conflicting row of ${target} by ${name}()`;
  }
  if ([...find(fields.onConflictClause, ['SQLValueFunction'])].length > 0)
    yield `changes a conflicting row of ${target} by the moment`;
}
