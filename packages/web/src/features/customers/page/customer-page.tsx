import { Anchor, Button, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { AlertIcon, BackIcon, InboxIcon, RetryIcon } from '../../../ui/icons.tsx';
import { errorText, statusOf } from '../../../ui/widget/error-text.ts';
import { Notice } from '../../../ui/widget/widget.tsx';
import { changeUrlState } from '../../../url-state.ts';
import { AsOfBanner } from '../../organizations/as-of-banner.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { CustomerHead } from './customer-head.tsx';
import classes from './customer-page.module.css';
import { Expected } from './expected.tsx';
import { KeyFacts } from './key-facts.tsx';
import { KnownAs } from './known-as.tsx';
import { Months } from './months.tsx';
import { Places } from './places.tsx';
import { Products } from './products.tsx';
import { Readings } from './readings.tsx';
import { Records } from './records/records.tsx';
import { Sources } from './sources.tsx';
import { useCustomer } from './use-customer.ts';

/** One customer, whole: who, what they come to, what happened, and where that is known from. */
export function CustomerPage() {
  const query = useCustomer();
  return (
    <>
      <BackToList />
      {query.data ? <Whole query={query} /> : query.isError ? <Failure query={query} /> : <Loading />}
    </>
  );
}

function Whole({ query }: { query: ReturnType<typeof useCustomer> }) {
  if (!query.data) return null;
  return (
    <>
      <CustomerHead detail={query.data} />
      <AsOfBanner />
      <div className={classes.page}>
        <KeyFacts query={query} className={classes.whole} />
        <Readings query={query} className={classes.narrow} />
        <Months query={query} className={classes.wide} />
        <Records className={classes.wide} />
        <div className={classes.column}>
          <Expected query={query} />
          <Places query={query} />
          <Products query={query} />
          <KnownAs query={query} />
          <Sources query={query} />
        </div>
      </div>
    </>
  );
}

function BackToList() {
  const { detail } = useOrganization();
  return (
    <Anchor
      className={classes.back}
      size="sm"
      renderRoot={(props) => (
        <Link
          {...props}
          to="/o/$organization/customers"
          params={{ organization: detail.slug }}
          search={(before) => changeUrlState({}, { as_of: before.as_of })}
        />
      )}
    >
      <BackIcon size={16} />
      All customers
    </Anchor>
  );
}

function Failure({ query }: { query: ReturnType<typeof useCustomer> }) {
  if (statusOf(query.error) === 404) {
    return (
      <Notice
        icon={<InboxIcon size={22} />}
        title="There is no such customer"
        text="The address may have been cut short, or the file that brought them was taken back."
      />
    );
  }
  return (
    <Notice
      icon={<AlertIcon size={22} />}
      title="The customer could not be loaded"
      text={errorText(query.error)}
      action={
        <Button
          variant="default"
          size="sm"
          leftSection={<RetryIcon size={16} />}
          loading={query.isFetching}
          onClick={() => void query.refetch()}
        >
          Retry
        </Button>
      }
    />
  );
}

function Loading() {
  return (
    <div role="status" aria-label="The customer is loading">
      <Skeleton height={34} width={260} mb={10} />
      <Skeleton height={16} width={360} mb={26} />
      <Skeleton height={104} mb={18} radius="lg" />
      <div className={classes.page}>
        <Skeleton height={420} radius="lg" className={classes.narrow} />
        <Skeleton height={420} radius="lg" className={classes.wide} />
      </div>
    </div>
  );
}
