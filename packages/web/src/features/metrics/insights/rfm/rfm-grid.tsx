import { exactMoney, shortMoney } from '../../../../format/money.ts';
import { count, counted } from '../../../../format/numbers.ts';
import heatClasses from '../../../../ui/charts/heat.module.css';
import { heat } from '../../../../ui/charts/heat.ts';
import { GridSkeleton } from '../../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../../ui/widget/widget.tsx';
import { useOrganization } from '../../../organizations/organizations.ts';
import { useNothing } from '../../absence.tsx';
import { FigureDefinition } from '../../figure-definition.tsx';
import { useRfmCells } from '../../queries.ts';
import { rfmSquares, scores } from './rfm-cells.ts';
import classes from './rfm-grid.module.css';

/** Recency against frequency: the upper right corner are the regulars, the lower left the lost. */
export function RfmGrid({ className }: { className?: string | undefined }) {
  const { currency } = useOrganization();
  const nothing = useNothing('Recency and frequency of your customers');
  return (
    <Widget
      title="Recency and frequency"
      className={className}
      definition={
        <FigureDefinition
          of="rfm_scores"
          words={['net']}
          note="Each square holds the customers with that R and F, whatever their M."
        />
      }
      query={useRfmCells()}
      skeleton={<GridSkeleton />}
      empty={(data) => (data.cells.every((cell) => cell.count === 0) ? nothing() : null)}
    >
      {(data) => {
        const rows = rfmSquares(data.cells);
        const largest = Math.max(...rows.flat().map((square) => square.count));
        return (
          <>
            <table className={classes.grid}>
              <caption>Customers and their net by recency score (columns) and frequency score (rows)</caption>
              <tbody>
                {rows.map((row, index) => (
                  <tr key={row[0]?.f}>
                    <th scope="row">F{5 - index}</th>
                    {row.map((square) => (
                      <td
                        key={square.r}
                        className={heatClasses.square}
                        data-heat={heat(square.count, largest)}
                        title={`R${square.r} F${square.f}: ${counted(square.count, 'customer')}, ${exactMoney(square.net_minor, currency)}`}
                      >
                        {square.count === 0 ? (
                          <span className={classes.none}>–</span>
                        ) : (
                          <>
                            <b>{count(square.count)}</b>
                            <small>{shortMoney(square.net_minor, currency)}</small>
                          </>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <td />
                  {scores.map((score) => (
                    <th key={score} scope="col">
                      R{score}
                    </th>
                  ))}
                </tr>
              </tfoot>
            </table>
            <div className={classes.legend}>
              <span>← quiet for long</span>
              <span>customers, net in {currency.code}</span>
              <span>bought lately →</span>
            </div>
          </>
        );
      }}
    </Widget>
  );
}
