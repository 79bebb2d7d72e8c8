import { exactMoney } from '../../../format/money.ts';
import { count, share } from '../../../format/numbers.ts';
import { Amount } from '../../../ui/amount.tsx';
import { RowsSkeleton } from '../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../ui/widget/widget.tsx';
import { ListLink } from '../../customers/list-link.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { useNothing } from '../absence.tsx';
import { FigureDefinition } from '../figure-definition.tsx';
import { type Stage, stageNames } from '../labels.ts';
import { useOverview } from '../queries.ts';
import { useHints } from '../use-definitions.ts';
import classes from './lifecycle.module.css';

const inOrder: Stage[] = ['new', 'active', 'at_risk', 'churned', 'prospect'];

/** Where every contact stands between the first order and the last. */
export function Lifecycle() {
  const { currency } = useOrganization();
  const hints = useHints();
  const nothing = useNothing('The stages your customers are in');
  return (
    <Widget
      title="Lifecycle stages"
      definition={<FigureDefinition of="lifecycle" words={['counts', 'net']} />}
      query={useOverview()}
      skeleton={<RowsSkeleton rows={6} />}
      empty={(data) => (data.total_customers.contacts === 0 ? nothing() : null)}
    >
      {(data) => {
        const stages = inOrder.flatMap((stage) => data.lifecycle.find((each) => each.stage === stage) ?? []);
        const contacts = Math.max(
          stages.reduce((sum, each) => sum + each.count, 0),
          1,
        );
        return (
          <>
            <div className={classes.bar} aria-hidden="true">
              {stages
                .filter((each) => each.count > 0)
                .map((each) => (
                  <span
                    key={each.stage}
                    data-stage={each.stage}
                    style={{ flexGrow: each.count }}
                    title={`${stageNames[each.stage]}: ${count(each.count)}`}
                  />
                ))}
            </div>
            <ul className={classes.stages}>
              {stages.map((each) => (
                <li key={each.stage}>
                  <span className={classes.mark} data-stage={each.stage} aria-hidden="true" />
                  <span className={classes.name}>
                    {stageNames[each.stage]}
                    <small>{hints.stages[each.stage]}</small>
                  </span>
                  <span className={classes.count}>
                    <ListLink who={{ stage: each.stage }}>{count(each.count)}</ListLink>
                    <small>{share(each.count / contacts)}</small>
                  </span>
                  <span className={classes.net} title={exactMoney(each.net_minor, currency)}>
                    <Amount minor={each.net_minor} currency={currency} />
                    <small>net</small>
                  </span>
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Widget>
  );
}
