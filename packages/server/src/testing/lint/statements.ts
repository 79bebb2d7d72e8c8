import { parse } from 'libpg-query';
import { forbiddenConstructs } from './constructs.ts';
import { unboundTables } from './organization.ts';
import { isFields, list } from './syntax.ts';

/**
 * Holds a statement of the application to the rules under which it runs on one machine and on many (DESIGN 7): one statement a message,
 * each table of organizations bound to one, nothing that does not travel.
 * @returns a sentence for each breach
 */
export async function breachesOf(text: string, tenantTables: ReadonlySet<string>): Promise<string[]> {
  const parsed: unknown = await parse(text);
  const statements = isFields(parsed) ? list(parsed.stmts) : [];
  return [
    ...(statements.length > 1 ? ['is more than one statement'] : []),
    ...forbiddenConstructs(statements, tenantTables),
    ...unboundTables(statements, tenantTables),
  ];
}
