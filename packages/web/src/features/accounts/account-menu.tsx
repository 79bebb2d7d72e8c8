import { ActionIcon, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PersonIcon } from '../../ui/icons.tsx';
import { useSignOut } from './use-sign-out.ts';

/** Who is signed in, and the way out. */
export function AccountMenu({ name }: { name: string }) {
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" shadow="md" width={220} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={`Account of ${name}`}>
          <PersonIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        <Menu.Item renderRoot={(props) => <Link {...props} to="/account" />}>Your account</Menu.Item>
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
