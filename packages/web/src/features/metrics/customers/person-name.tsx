import classes from './person-name.module.css';

interface Person {
  customer_id: string;
  name: string | null;
  email: string | null;
}

/** A customer as well as we know them: by name, else by e-mail, else by the end of their number. */
export function PersonName({ person }: { person: Person }) {
  const first = person.name ?? person.email ?? `Customer …${person.customer_id.slice(-6)}`;
  return (
    <span className={classes.person}>
      {first}
      {person.name !== null && person.email !== null && <small>{person.email}</small>}
    </span>
  );
}
