import { UnstyledButton } from '@mantine/core';
import type { CustomerSort } from '@regulars/contract/customers.ts';
import { useUrlState } from '../../../use-url-state.ts';
import classes from './sort-head.module.css';
import { sortAtFirst } from './use-customers.ts';

interface Props {
  title: string;
  /** Left out where the list cannot be sorted by it. */
  sort?: CustomerSort | undefined;
  isFigure?: boolean | undefined;
}

/** The head of a column; pressed, the list is sorted by it, pressed again, the other way round. */
export function SortHead({ title, sort, isFigure }: Props) {
  const [state] = useUrlState();
  const sortBy = useSort();
  const figure = { 'data-figure': isFigure || undefined };
  if (!sort) {
    return (
      <th scope="col" {...figure}>
        {title}
      </th>
    );
  }
  const { sort: sorted = sortAtFirst.sort, direction = sortAtFirst.direction } = state;
  const isSorted = sort === sorted;
  return (
    <th scope="col" {...figure} aria-sort={isSorted ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}>
      <UnstyledButton className={classes.button} data-sorted={isSorted || undefined} onClick={() => sortBy(sort)}>
        <span>{title}</span>
        <svg width="8" height="10" viewBox="0 0 8 10" aria-hidden="true" focusable="false" className={classes.arrow}>
          <path d={isSorted && direction === 'asc' ? 'M4 1 7.500 8h-7z' : 'M4 9 .5 2h7z'} fill="currentColor" />
        </svg>
      </UnstyledButton>
    </th>
  );
}

/** Sorts by a column: figures the largest first, names from A on; once more turns it round. */
export function useSort() {
  const [{ sort: sorted = sortAtFirst.sort, direction = sortAtFirst.direction }, change] = useUrlState();
  return (sort: CustomerSort) => {
    const first = sort === 'name' ? 'asc' : 'desc';
    const turned = direction === 'asc' ? 'desc' : 'asc';
    change({ sort, direction: sort === sorted ? turned : first });
  };
}
