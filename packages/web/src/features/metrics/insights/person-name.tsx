import { CustomerLink } from '../../customers/customer-link.tsx';
import { customerName, isMasked, type Named, seen } from '../../customers/customer-name.ts';
import classes from './person-name.module.css';

/** A customer, with the way to their page. */
export function PersonName({ person }: { person: Named }) {
  const email = seen(person.email);
  return (
    <span className={classes.person}>
      <CustomerLink customerId={person.customer_id} className={classes.link}>
        {customerName(person)}
      </CustomerLink>
      {person.name !== null && email !== null && <small>{email}</small>}
      {isMasked(person.email) && <small>e-mail hidden</small>}
    </span>
  );
}
