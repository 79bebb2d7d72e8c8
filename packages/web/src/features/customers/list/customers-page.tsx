import { Button, Collapse } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { longDay } from '../../../format/dates.ts';
import { count, counted } from '../../../format/numbers.ts';
import { CloseIcon, FilterIcon } from '../../../ui/icons.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { RowsSkeleton } from '../../../ui/widget/skeletons.tsx';
import { WidgetStates } from '../../../ui/widget/widget.tsx';
import { useUrlState } from '../../../use-url-state.ts';
import { FigureDefinition } from '../../metrics/figure-definition.tsx';
import { AsOfBanner } from '../../organizations/as-of-banner.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { activeFilters, cleared } from './active-filters.ts';
import { ColumnChoice } from './column-choice.tsx';
import { columnsShown } from './columns.ts';
import { CustomersCards } from './customers-cards.tsx';
import classes from './customers-page.module.css';
import { CustomersTable } from './customers-table.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { SearchBox } from './search-box.tsx';
import { type CustomerTotal, mostRows, useCustomers, useCustomerTotal } from './use-customers.ts';
import { useNobody } from './use-nobody.tsx';

/** Everybody on file: found, narrowed, sorted, taken away. */
export function CustomersPage() {
  const { detail, asOf, today, session } = useOrganization();
  const [{ columns }] = useUrlState();
  const mayContact = session.permissions.includes('customers:contact');
  const shown = columnsShown(columns, mayContact);
  return (
    <>
      <PageHead title="Customers" of={detail.name} lead={`${detail.name}, ${longDay(asOf.on ?? today)}`}>
        <div className={classes.tools}>
          <ColumnChoice shown={shown} mayContact={mayContact} />
          <ExportMenu shown={shown} />
        </div>
      </PageHead>
      <AsOfBanner />
      <Narrowing mayContact={mayContact} />
      <Whole shown={shown} />
    </>
  );
}

function Narrowing({ mayContact }: { mayContact: boolean }) {
  const { currency, detail } = useOrganization();
  const [state, change] = useUrlState();
  const active = activeFilters(state, { currency, locations: detail.locations });
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <>
      <div className={classes.bar}>
        <SearchBox mayContact={mayContact} className={classes.search} />
        <Button
          variant="default"
          size="sm"
          leftSection={<FilterIcon size={17} />}
          aria-expanded={isOpen}
          onClick={toggle}
        >
          Filters{active.length > 0 && ` (${active.length})`}
        </Button>
      </div>
      <Collapse expanded={isOpen}>
        <FilterPanel mayContact={mayContact} />
      </Collapse>
      {active.length > 0 && (
        <ul className={classes.chips} aria-label="Active filters">
          {active.map((filter) => (
            <li key={filter.text}>
              <Button
                variant="light"
                size="compact-sm"
                radius="xl"
                rightSection={<CloseIcon size={14} />}
                aria-label={`Take back: ${filter.text}`}
                onClick={() => change(cleared([filter]))}
              >
                {filter.text}
              </Button>
            </li>
          ))}
          <li>
            <Button variant="subtle" size="compact-sm" onClick={() => change(cleared(active))}>
              Clear filters
            </Button>
          </li>
        </ul>
      )}
    </>
  );
}

function Whole({ shown }: { shown: ReturnType<typeof columnsShown> }) {
  const query = useCustomers();
  const total = useCustomerTotal();
  const nobody = useNobody();
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false;
  return (
    <section className={classes.card} aria-label="Customers">
      <WidgetStates
        name="The list of customers"
        query={query}
        skeleton={<RowsSkeleton rows={12} />}
        empty={({ pages }) => (pages[0]?.customers.length === 0 ? nobody() : null)}
      >
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.customers);
          const [first] = pages;
          const List = isNarrow ? CustomersCards : CustomersTable;
          return (
            <>
              <Total total={total} foundBy={first?.found_by ?? null} />
              <List rows={rows} shown={shown} isSorted={first?.found_by !== 'likeness'} />
              <More query={query} loaded={rows.length} total={total} />
            </>
          );
        }}
      </WidgetStates>
    </section>
  );
}

const totalWords = { counting: 'Counting …', 'not counted': 'More contacts than could be counted in time' } as const;

function Total({ total, foundBy }: { total: CustomerTotal; foundBy: 'beginning' | 'likeness' | null }) {
  const [{ q }] = useUrlState();
  return (
    <div className={classes.total} role="status">
      <span>
        {typeof total === 'number' ? counted(total, 'contact') : totalWords[total]}
        {foundBy === 'likeness' && <> with a name like “{q}”. Nothing on file begins so.</>}
      </span>
      <FigureDefinition of="contact" words={['counts']} />
    </div>
  );
}

interface MoreProps {
  query: ReturnType<typeof useCustomers>;
  loaded: number;
  total: CustomerTotal;
}

function More({ query, loaded, total }: MoreProps) {
  if (!query.hasNextPage) return null;
  return (
    <div className={classes.more}>
      <span>
        {count(loaded)} of {typeof total === 'number' ? count(total) : '…'}
      </span>
      {loaded < mostRows ? (
        <Button
          variant="default"
          size="sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more
        </Button>
      ) : (
        <span>Narrow the list, or take it away as a file, for the rest.</span>
      )}
    </div>
  );
}
