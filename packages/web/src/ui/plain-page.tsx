import { Anchor } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { BrandMark } from './brand-mark.tsx';
import { AlertIcon, InboxIcon } from './icons.tsx';
import classes from './plain-page.module.css';

interface Props {
  icon: ReactNode;
  title: string;
  text?: ReactNode;
  children?: ReactNode;
}

/** One message in the middle: signed out, lost, nothing here yet. */
export function PlainPage({ icon, title, text, children }: Props) {
  useDocumentTitle(`${title} · Regulars`);
  return (
    <div className={classes.page}>
      <header className={classes.brand}>
        <BrandMark size={30} />
        Regulars
      </header>
      <main className={classes.card}>
        <span className={classes.icon}>{icon}</span>
        <h1>{title}</h1>
        {text && <div className={classes.text}>{text}</div>}
        {children}
      </main>
    </div>
  );
}

export function LostPage() {
  return (
    <PlainPage
      icon={<InboxIcon size={24} />}
      title="There is no such page"
      text="The address leads nowhere. It may have been cut short when it was copied."
    >
      <Anchor renderRoot={(props) => <Link {...props} to="/" />}>Go to your figures</Anchor>
    </PlainPage>
  );
}

export function PageFault() {
  return (
    <PlainPage
      icon={<AlertIcon size={24} />}
      title="This page could not be drawn"
      text="The fault is ours. Loading it again may help; the records are not touched by it."
    >
      <Anchor href="/">Load it again</Anchor>
    </PlainPage>
  );
}
