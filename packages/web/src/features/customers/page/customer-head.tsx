import { Anchor } from '@mantine/core';
import type { CustomerDetail } from '@regulars/contract/customers.ts';
import { day } from '../../../format/dates.ts';
import { PageHead } from '../../../ui/page-head.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { customerName, isMasked } from '../customer-name.ts';
import classes from './customer-head.module.css';

/** Who it is, and how to reach them for who may. */
export function CustomerHead({ detail: { customer } }: { detail: CustomerDetail }) {
  const { detail } = useOrganization();
  const { email, phone } = customer;
  const hidden = [isMasked(email) && 'e-mail', isMasked(phone) && 'phone number'].filter(Boolean);
  return (
    <PageHead
      title={customer.is_erased ? 'An erased customer' : customerName(customer)}
      of={detail.name}
      lead={
        <span className={classes.lead}>
          {email !== null && !isMasked(email) && <Anchor href={`mailto:${email}`}>{email}</Anchor>}
          {phone !== null && !isMasked(phone) && <Anchor href={`tel:${phone}`}>{phone}</Anchor>}
          {hidden.length > 0 && <span>Your account may not reach customers: {hidden.join(' and ')} hidden</span>}
          {email === null && phone === null && <span>No e-mail, no phone number</span>}
          <span>Registered {day(customer.registered_on)}</span>
        </span>
      }
    />
  );
}
