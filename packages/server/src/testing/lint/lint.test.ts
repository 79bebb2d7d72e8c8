import { expect, test } from 'vitest';
import { breachesOf } from './statements.ts';

const tenantTables = new Set(['orders', 'customers', 'refunds', 'kept']);
const breaches = (text: string) => breachesOf(text, tenantTables);

test.each([
  ['an organization that is bound', 'select * from orders where organization_id = $1'],
  ['a table without organizations', 'select * from pg_roles'],
  [
    'a join on the organization',
    'select 1 from orders o join customers c on c.organization_id = o.organization_id and c.customer_id = o.customer_id where o.organization_id = $1::uuid',
  ],
  [
    'a join that uses it',
    'select 1 from orders o join customers c using (organization_id, customer_id) where o.organization_id = $1',
  ],
  [
    'a row of keys',
    'select 1 from orders o join customers c on (c.organization_id, c.customer_id) = (o.organization_id, o.customer_id) where o.organization_id = $1',
  ],
  [
    'a sub-select that follows its outer table',
    'select 1 from orders o where o.organization_id = $1 and exists (select from refunds r where r.organization_id = o.organization_id)',
  ],
  [
    'what a common table gives',
    'with mine as (select * from orders where organization_id = $1) select 1 from mine join customers c on c.organization_id = mine.organization_id',
  ],
  [
    'rows from a parameter',
    'insert into orders (organization_id, order_id) select $1::uuid, order_id from json_populate_recordset(null::orders, $2::json) on conflict do nothing',
  ],
  ['values', 'insert into orders (order_id, organization_id) values ($1, $2), ($3, $2)'],
  [
    'a selection of what is bound',
    'insert into orders (organization_id) select r.organization_id from refunds r where r.organization_id = $1 returning order_id',
  ],
  [
    'both arms of a union',
    'select 1 from orders where organization_id = $1 union all select 2 from refunds where organization_id = $1',
  ],
  [
    'an update',
    'update orders o set number = told.number from json_to_recordset($2) told(number text) where o.organization_id = $1',
  ],
  ['a setting of the transaction', `set local statement_timeout = 0`],
])('%s is in order', async (_name, text) => {
  expect(await breaches(text)).toEqual([]);
});

test.each([
  ['an organization that is not said', 'select * from orders', 'orders is of no organization in particular'],
  [
    'one that is said of another table',
    'select 1 from orders o join customers c on c.customer_id = o.customer_id where o.organization_id = $1',
    'c is of no organization in particular',
  ],
  [
    'one among alternatives',
    'select 1 from orders where organization_id = $1 or is_test',
    'orders is of no organization in particular',
  ],
  [
    'a sub-select without it',
    'select 1 from orders where organization_id = $1 and exists (select from refunds r where r.order_id = $2)',
    'r is of no organization in particular',
  ],
  [
    'an arm of a union without it',
    'select 1 from orders where organization_id = $1 union all select 2 from refunds',
    'refunds is of no organization in particular',
  ],
  ['an update without it', 'update orders set number = $1 where order_id = $2', 'orders is of no'],
  ['a deletion without it', 'delete from orders where order_id = $1', 'orders is of no'],
  ['a row without it', 'insert into orders (order_id) values ($1)', 'what is added to orders is of no'],
  [
    'a row with whatever the parameter holds',
    'insert into orders (organization_id) select organization_id from json_populate_recordset(null::orders, $1) on conflict do nothing',
    'what is added to orders is of no',
  ],
  ['a setting that stays', `set statement_timeout = 0`, 'sets statement_timeout for longer'],
  ['two statements', 'select 1; select 2', 'is more than one statement'],
  ['a merge', 'merge into kept using (select 1) s on true when matched then do nothing', 'uses MergeStmt'],
  ['a notification in the text', `notify told, 'x'`, 'uses NotifyStmt'],
  [
    'a selection that may be repeated',
    'insert into orders (organization_id) select $1::uuid',
    'without "on conflict" or "returning"',
  ],
  [
    'the moment in a conflict',
    'insert into orders (organization_id) values ($1) on conflict (organization_id) do update set updated_at = now()',
    'changes a conflicting row of orders by now()',
  ],
  [
    'a common table that writes',
    'with gone as (delete from orders where organization_id = $1 returning order_id) select * from gone',
    'writes in the common table gone',
  ],
  ['a sequence', `select nextval('numbers')`, 'counts with a sequence'],
  [
    'a selection within values',
    'insert into orders (organization_id, n) values ($1, (select 1))',
    'selects within the values for orders',
  ],
])('%s is found', async (_name, text, breach) => {
  expect((await breaches(text)).join('; ')).toContain(breach);
});
