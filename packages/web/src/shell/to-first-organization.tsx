import { Navigate } from '@tanstack/react-router';
import { Command } from '../ui/command.tsx';
import { InboxIcon } from '../ui/icons.tsx';
import { PlainPage } from '../ui/plain-page.tsx';
import { useSession } from './session.ts';

export function ToFirstOrganization() {
  const [first] = useSession().organizations;
  if (first) return <Navigate to="/o/$organization/overview" params={{ organization: first.slug }} replace />;
  return (
    <PlainPage
      icon={<InboxIcon size={24} />}
      title="No organization yet"
      text="Bring in a file of orders, and its organization is made with it:"
    >
      <Command>
        npx regulars import orders.csv --organization my-shop --create --currency EUR --time-zone Europe/Berlin
      </Command>
    </PlainPage>
  );
}
