import { PageHead } from '../../ui/page-head.tsx';
import { useOrganization } from '../organizations/organizations.ts';
import { History } from './history/history.tsx';
import classes from './imports-page.module.css';
import { MayNotImport, useMayImport } from './may-import.tsx';
import { BringIn } from './sending/bring-in.tsx';

export function ImportsPage() {
  const { detail } = useOrganization();
  const mayImport = useMayImport();
  return (
    <>
      <PageHead
        title="Import"
        of={detail.name}
        lead="Any file you have, and nothing changes before you have seen what it would do"
      />
      {mayImport ? (
        <div className={classes.page}>
          <BringIn />
          <History />
        </div>
      ) : (
        <MayNotImport />
      )}
    </>
  );
}
