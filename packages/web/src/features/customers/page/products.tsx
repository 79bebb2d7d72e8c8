import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { exactMoney } from '../../../format/money.ts';
import { count } from '../../../format/numbers.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Widget } from '../../../ui/widget/widget.tsx';
import { FigureDefinition } from '../../metrics/figure-definition.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import type { PartProps } from './part.ts';
import classes from './products.module.css';

const shownAtFirst = 6;

/** What they bought most; the first is their favourite. */
export function Products({ query, className }: PartProps) {
  const { currency } = useOrganization();
  const [all, { toggle }] = useDisclosure(false);
  return (
    <Widget
      title="Favourite products"
      className={className}
      definition={<FigureDefinition of="favourite" words={['net']} />}
      query={query}
      empty={({ products }) =>
        products.length === 0 ? { title: 'No products', text: 'Their orders name none, or none of them counts.' } : null
      }
    >
      {({ products, product_count }) => (
        <>
          <DataTable caption="Products by orders" minWidth={300}>
            <thead>
              <tr>
                <th scope="col">Product</th>
                <th scope="col" data-figure>
                  Orders
                </th>
                <th scope="col" data-figure>
                  Net
                </th>
              </tr>
            </thead>
            <tbody>
              {(all ? products : products.slice(0, shownAtFirst)).map((product) => (
                <tr key={product.product_id}>
                  <th scope="row" className={classes.product}>
                    {product.name ?? product.external_id}
                    {product.category !== null && <small>{product.category}</small>}
                  </th>
                  <td data-figure>{count(product.order_count)}</td>
                  <td data-figure>{exactMoney(product.net_minor, currency)}</td>
                </tr>
              ))}
            </tbody>
          </DataTable>
          {product_count > shownAtFirst && (
            <div className={classes.more}>
              <span>
                {count(all ? products.length : shownAtFirst)} of {count(product_count)}
              </span>
              <Button variant="default" size="compact-sm" aria-expanded={all} onClick={toggle}>
                {all ? 'Show fewer' : `Show ${count(products.length)}`}
              </Button>
            </div>
          )}
        </>
      )}
    </Widget>
  );
}
