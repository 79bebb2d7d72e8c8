import { KeyIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/widget/widget.tsx';
import { useOrganization } from '../organizations/organizations.ts';

/** Whether the reader may bring files into this organization. */
export function useMayImport(): boolean {
  return useOrganization().session.permissions.includes('records:write');
}

export function MayNotImport() {
  const { name } = useOrganization().detail;
  return (
    <Notice
      icon={<KeyIcon size={22} />}
      title="Your account may not bring in files"
      text={`Ask somebody who looks after ${name} for the right to write records.`}
    />
  );
}
