import type pg from 'pg';

/** Lets the login that migrates become a role: what it makes for it, and works as. A superuser may anyway. */
export async function becomeMember(client: pg.Client, role: string): Promise<void> {
  await client.query(`
    do $$ begin
      if (select rolsuper from pg_roles where rolname = current_user) then return; end if;
      -- From 16 on who makes a role may hand it out but not yet become it.
      if current_setting('server_version_num')::integer >= 160000 then
        execute format('grant ${role} to %I with inherit true, set true', current_user);
      elsif not pg_has_role(current_user, '${role}', 'member') then
        execute format('grant ${role} to %I', current_user);
      end if;
    end $$`);
}
