import { allTime } from '../../../url-state.ts';
import { useUrlState } from '../../../use-url-state.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import { type PeriodWords, periodWords } from './period-words.ts';

/** The words for the period of an answer, which while the next one loads may still be the one before. */
export function usePeriodWords(days: number): PeriodWords {
  const { detail } = useOrganization();
  const [{ period }] = useUrlState();
  return periodWords(days, period === allTime ? (detail.first_order_on ?? undefined) : undefined);
}
