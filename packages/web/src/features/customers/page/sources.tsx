import { counted } from '../../../format/numbers.ts';
import { Widget } from '../../../ui/widget/widget.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import classes from './known-as.module.css';
import { Origin } from './origin.tsx';
import type { PartProps } from './part.ts';

/** The systems and files that their orders and refunds come from. */
export function Sources({ query, className }: PartProps) {
  const { detail } = useOrganization();
  return (
    <Widget
      title="Told by"
      className={className}
      query={query}
      empty={({ sources }) =>
        sources.length === 0 ? { title: 'No orders on file', text: `${detail.name} knows them without any.` } : null
      }
    >
      {({ sources }) => (
        <ul className={classes.list}>
          {sources.map((source) => (
            <li key={`${source.source} ${source.import?.import_id}`}>
              <span>
                <Origin source={source.source} from={source.import} />
              </span>
              <small>
                {[
                  source.orders > 0 && counted(source.orders, 'order'),
                  source.refunds > 0 && counted(source.refunds, 'refund'),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Widget>
  );
}
