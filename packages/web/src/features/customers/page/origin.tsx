import { Anchor } from '@mantine/core';
import type { CustomerOrder } from '@regulars/contract/customers.ts';
import { Link } from '@tanstack/react-router';
import { changeUrlState } from '../../../url-state.ts';
import { dayOf } from '../../imports/moments.ts';
import { useOrganization } from '../../organizations/organizations.ts';

/** The system that told a record, and the file it came by. */
export function Origin({ source, from }: { source: string; from: CustomerOrder['import'] }) {
  const { detail, session } = useOrganization();
  if (from === null) return <>{source}</>;
  const of = `of ${dayOf(from.at, detail.time_zone)}`;
  if (!session.permissions.includes('records:write')) {
    return (
      <>
        {source}, {from.file_name} {of}
      </>
    );
  }
  return (
    <>
      {source},{' '}
      <Anchor
        inherit
        renderRoot={(props) => (
          <Link
            {...props}
            to="/o/$organization/imports/$importId"
            params={{ organization: detail.slug, importId: from.import_id }}
            search={(before) => changeUrlState({}, { as_of: before.as_of })}
          />
        )}
      >
        {from.file_name}
      </Anchor>{' '}
      {of}
    </>
  );
}
