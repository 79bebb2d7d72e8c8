import { day } from '../../../format/dates.ts';
import { exactMoney } from '../../../format/money.ts';
import { count } from '../../../format/numbers.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Widget } from '../../../ui/widget/widget.tsx';
import { FigureDefinition } from '../../metrics/figure-definition.tsx';
import { channelNames } from '../../metrics/labels.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import type { PartProps } from './part.ts';

/** Where they bought, through what. */
export function Places({ query, className }: PartProps) {
  const { currency } = useOrganization();
  return (
    <Widget
      title="Bought where"
      className={className}
      definition={<FigureDefinition of="counts" words={['net']} />}
      query={query}
      empty={({ places }) =>
        places.length === 0 ? { title: 'Nowhere yet', text: 'There is no order that counts.' } : null
      }
    >
      {({ places }) => (
        <DataTable caption="Orders by place and channel" minWidth={320}>
          <thead>
            <tr>
              <th scope="col">Place</th>
              <th scope="col" data-figure>
                Orders
              </th>
              <th scope="col" data-figure>
                Last
              </th>
              <th scope="col" data-figure>
                Net
              </th>
            </tr>
          </thead>
          <tbody>
            {places.map((place) => (
              <tr key={`${place.location_id} ${place.channel}`}>
                <th scope="row">
                  {place.location === null
                    ? channelNames[place.channel]
                    : `${place.location}, ${channelNames[place.channel].toLowerCase()}`}
                </th>
                <td data-figure>{count(place.order_count)}</td>
                <td data-figure>{place.last_order_on === null ? '–' : day(place.last_order_on)}</td>
                <td data-figure>{exactMoney(place.net_minor, currency)}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </Widget>
  );
}
