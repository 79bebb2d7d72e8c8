import { count, percent } from '../../../../format/numbers.ts';
import { Change } from '../../../../ui/change.tsx';
import { useUrlState } from '../../../../use-url-state.ts';
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
  const [{ period = 30 }] = useUrlState();
  const ago = `${period} days ago`;
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
            <b>{count(repeatCustomers)}</b> with 2 or more orders
          </li>
          <li>
            <span data-of="new" aria-hidden="true" />
            <b>{count(newCustomers)}</b> with one order
          </li>
        </ul>
      </div>
    </div>
  );
}
