import classes from './person-name.module.css';

interface Person {
  customer_id: string;
  name: string | null;
  external_id: string | null;
  /** Without the right to reach customers it comes masked. */
  email: string | null;
}

/** A customer as well as we know them: by name, else by e-mail, else by their number at the source, else by ours. */
export function PersonName({ person }: { person: Person }) {
  const email = person.email?.includes('@') ? person.email : null;
  const hidden = person.email !== null && email === null;
  return (
    <span className={classes.person}>
      {person.name ?? email ?? `Customer ${person.external_id ?? `…${person.customer_id.slice(-6)}`}`}
      {person.name !== null && email !== null && <small>{email}</small>}
      {hidden && <small>e-mail hidden</small>}
    </span>
  );
}
