import type { ReactNode } from 'react';
import { useContext } from 'react';
import { AccountMenu } from '../features/accounts/account-menu.tsx';
import { AsOfControl } from '../features/organizations/as-of-control.tsx';
import { LiveDot } from '../features/organizations/live-dot.tsx';
import { OrganizationSwitcher } from '../features/organizations/organization-switcher.tsx';
import { OrganizationContext } from '../features/organizations/organizations.ts';
import { BrandMark } from '../ui/brand-mark.tsx';
import { ColorSchemeToggle } from '../ui/color-scheme-toggle.tsx';
import { Navigation } from './navigation.tsx';
import { RecordsNote } from './records-note.tsx';
import { useSession } from './session.ts';
import classes from './shell.module.css';

/** The frame around an organization's pages: at the side on a desk, above and below on a phone. */
export function Shell({ slug, children }: { slug: string; children: ReactNode }) {
  const { organizations, actor } = useSession();
  const organization = useContext(OrganizationContext);
  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        Skip to the figures
      </a>
      <header className={classes.side}>
        <div className={classes.column}>
          <div className={classes.brand}>
            <BrandMark size={28} />
            <span>Regulars</span>
          </div>
          <OrganizationSwitcher organizations={organizations} slug={slug} />
          <Navigation slug={slug} />
          {organization && <RecordsNote organization={organization} />}
        </div>
      </header>
      <section className={classes.tools} aria-label="View">
        {organization && <AsOfControl organization={organization} />}
        <LiveDot slug={slug} />
        <ColorSchemeToggle className={classes.scheme} />
        <AccountMenu name={actor.name} />
      </section>
      <main id="main" tabIndex={-1} className={classes.main}>
        {children}
      </main>
    </div>
  );
}
