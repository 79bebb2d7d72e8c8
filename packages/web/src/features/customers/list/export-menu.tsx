import { Button, Menu, Tooltip } from '@mantine/core';
import { ChevronIcon, DownloadIcon } from '../../../ui/icons.tsx';
import { useUrlState } from '../../../use-url-state.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import type { ColumnName } from './columns.ts';
import { listExportHref } from './list-export.ts';
import { filterOf } from './use-customers.ts';

const kinds = [
  { extension: 'csv', name: 'CSV' },
  { extension: 'xlsx', name: 'Excel' },
] as const;

/** The whole list, not only the rows that are loaded, as a file. */
export function ExportMenu({ shown }: { shown: readonly ColumnName[] }) {
  const { detail, asOf, session } = useOrganization();
  const [state] = useUrlState();
  const button = { variant: 'default', size: 'sm', leftSection: <DownloadIcon size={17} /> } as const;
  if (!session.permissions.includes('customers:export')) {
    const why = 'Your account may not take customers out';
    return (
      <Tooltip label={why} events={{ hover: true, focus: true, touch: true }} withArrow>
        <Button
          {...button}
          aria-label={`Export: ${why}`}
          data-disabled
          aria-disabled
          onClick={(event) => event.preventDefault()}
        >
          Export
        </Button>
      </Tooltip>
    );
  }
  const asked = { organization: detail.slug, filter: filterOf(state, asOf.on) };
  return (
    <Menu position="bottom-end" shadow="md" width={220} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button {...button} rightSection={<ChevronIcon size={15} />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Every row, the columns shown</Menu.Label>
        {kinds.map(({ extension, name }) => (
          <Menu.Item key={name} component="a" href={listExportHref(extension, { ...asked, columns: shown })} download>
            {name}
          </Menu.Item>
        ))}
        <Menu.Label>Every row, every column</Menu.Label>
        {kinds.map(({ extension, name }) => (
          <Menu.Item key={name} component="a" href={listExportHref(extension, asked)} download>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
