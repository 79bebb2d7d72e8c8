import { count, percent } from '../../../../format/numbers.ts';
import { Change } from '../../../../ui/change.tsx';
import { changeUrlState } from '../../../../url-state.ts';
import { useUrlState } from '../../../../use-url-state.ts';
import { ListLink } from '../../../customers/list-link.tsx';
import { repeatChange } from './repeat-change.ts';
import classes from './repeat-ratio.module.css';

interface Props {
  repeatCustomers: number;
  /** With exactly one order. */
  newCustomers: number;
  rate: number | null;
  previousRate: number | null;
}

/** How many of all customers came back, as a figure and as a bar. */
export function RepeatRatio({ repeatCustomers, newCustomers, rate, previousRate }: Props) {
  const [{ period, channel, segment }] = useUrlState();
  const ago = `${period ?? 30} days ago`;
  const among = changeUrlState({}, { period, channel, segment });
  return (
    <div className={classes.ratio}>
      <div>
        <p className={classes.rate}>
          {rate === null ? '–' : percent(rate)} <span>repeat rate</span>
        </p>
        <Change
          change={repeatChange(rate, previousRate)}
          against={`from ${previousRate === null ? '–' : percent(previousRate)} ${ago}`}
          reason={`no repeat rate ${ago}`}
        />
      </div>
      <div>
        <div className={classes.bar} aria-hidden="true">
          {repeatCustomers > 0 && <span data-of="repeat" style={{ flexGrow: repeatCustomers }} />}
          {newCustomers > 0 && <span data-of="new" style={{ flexGrow: newCustomers }} />}
        </div>
        <ul className={classes.parts}>
          <li>
            <span data-of="repeat" aria-hidden="true" />
            <b>
              <ListLink who={{ ...among, order_count_from: 2 }}>{count(repeatCustomers)}</ListLink>
            </b>{' '}
            with 2 or more orders
          </li>
          <li>
            <span data-of="new" aria-hidden="true" />
            <b>
              <ListLink who={{ ...among, order_count_from: 1, order_count_to: 1 }}>{count(newCustomers)}</ListLink>
            </b>{' '}
            with one order
          </li>
        </ul>
      </div>
    </div>
  );
}
