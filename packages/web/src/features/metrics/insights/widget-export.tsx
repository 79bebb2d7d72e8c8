import { ExportLink } from '../../../ui/export-link.tsx';
import { useUrlState } from '../../../use-url-state.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import { type ExportName, exportHref } from '../export-href.ts';

/** Lists that name people need the right to take customers out. */
const namesPeople: ReadonlySet<ExportName> = new Set(['churn-candidates', 'best-customers']);

export function WidgetExport({ name, what }: { name: ExportName; what: string }) {
  const { detail, asOf, session } = useOrganization();
  const [filters] = useUrlState();
  const refused = namesPeople.has(name) && !session.permissions.includes('customers:export');
  return (
    <ExportLink
      what={what}
      href={exportHref(name, { organization: detail.slug, filters, on: asOf.on })}
      refused={refused ? 'Your account may not take customers out' : undefined}
    />
  );
}
