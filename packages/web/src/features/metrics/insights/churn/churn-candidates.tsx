import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ChurnCandidate } from '@regulars/contract/metrics.ts';
import { exactMoney } from '../../../../format/money.ts';
import { count, probability } from '../../../../format/numbers.ts';
import { DataTable } from '../../../../ui/data-table.tsx';
import { useOrganization } from '../../../organizations/organizations.ts';
import { stageNames } from '../../labels.ts';
import { PersonName } from '../person-name.tsx';
import classes from './churn-forecast.module.css';

const shownAtFirst = 6;

interface Props {
  /** Ranked. */
  candidates: ChurnCandidate[];
  total: number;
  horizonDays: number;
}

export function ChurnCandidates({ candidates, total, horizonDays }: Props) {
  const { currency } = useOrganization();
  const [all, { toggle }] = useDisclosure(false);
  const shown = all ? candidates : candidates.slice(0, shownAtFirst);
  const ranked = candidates.some((candidate) => candidate.value_at_risk_minor !== null);
  return (
    <div className={classes.list}>
      <h3>{ranked ? 'Most value at risk first' : 'Candidates'}</h3>
      <DataTable caption={ranked ? 'Churn candidates, most value at risk first' : 'Churn candidates'} minWidth={560}>
        <thead>
          <tr>
            <th scope="col">Customer</th>
            <th scope="col">Stage</th>
            <th scope="col" data-figure>
              Days quiet
            </th>
            <th scope="col" title={`Probability of no order in the next ${horizonDays} days`}>
              Risk, {horizonDays} days
            </th>
            <th scope="col" data-figure>
              Value at risk
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((candidate) => (
            <tr key={candidate.customer_id}>
              <th scope="row">
                <PersonName person={candidate} />
              </th>
              <td>{stageNames[candidate.stage]}</td>
              <td data-figure>{count(candidate.days_inactive)}</td>
              <td>{candidate.churn_risk === null ? 'not known' : <Risk risk={candidate.churn_risk} />}</td>
              <td data-figure>
                {candidate.value_at_risk_minor === null ? '–' : exactMoney(candidate.value_at_risk_minor, currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <div className={classes.more}>
        <span>
          {count(shown.length)} of {count(total)}
          {total > candidates.length && ', the rest is in the CSV file'}
        </span>
        {candidates.length > shownAtFirst && (
          <Button variant="default" size="compact-sm" aria-expanded={all} onClick={toggle}>
            {all ? 'Show fewer' : `Show ${count(candidates.length)}`}
          </Button>
        )}
      </div>
    </div>
  );
}

function Risk({ risk }: { risk: number }) {
  return (
    <span className={classes.risk}>
      <span className={classes.meter} aria-hidden="true">
        <span style={{ width: `${risk * 100}%` }} />
      </span>
      {probability(risk)}
    </span>
  );
}
