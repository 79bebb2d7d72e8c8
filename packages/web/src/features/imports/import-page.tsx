import { Anchor, Button, Skeleton, VisuallyHidden } from '@mantine/core';
import type { ImportDetail } from '@regulars/contract/imports.ts';
import type { UseQueryResult } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { BackIcon, InboxIcon } from '../../ui/icons.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { statusOf } from '../../ui/widget/error-text.ts';
import { Notice, WidgetStates } from '../../ui/widget/widget.tsx';
import { changeUrlState } from '../../url-state.ts';
import { useOrganization } from '../organizations/organizations.ts';
import classes from './import-page.module.css';
import { stateNames } from './labels.ts';
import { LostLine } from './lost-line.tsx';
import { MayNotImport, useMayImport } from './may-import.tsx';
import { moment } from './moments.ts';
import { Panel } from './panel.tsx';
import { useImport } from './queries.ts';
import { fileSize } from './sizes.ts';
import { isMoving, type Part, partOf } from './stage.ts';
import { AccountPart } from './steps/account-part.tsx';
import { EndedPart } from './steps/ended-part.tsx';
import { PreviewPart } from './steps/preview-part.tsx';
import { ProgressPart } from './steps/progress-part.tsx';
import { progressWords, spokenProgress } from './steps/progress-words.ts';
import { Steps } from './steps/steps.tsx';
import { ReadingPart } from './understood/reading-part.tsx';

const route = getRouteApi('/o/$organization/imports/$importId');

/** One file: what was understood, what it would do, how far it is, what it did. The state says which. */
export function ImportPage() {
  const { importId } = route.useParams();
  const query = useImport(importId);
  const mayImport = useMayImport();
  const { detail } = useOrganization();
  return (
    <>
      <BackToImports />
      {mayImport ? (
        <Found key={importId} query={query} />
      ) : (
        <>
          <PageHead title="Import" of={detail.name} lead={detail.name} />
          <MayNotImport />
        </>
      )}
    </>
  );
}

function Found({ query }: { query: UseQueryResult<ImportDetail> }) {
  const { name } = useOrganization().detail;
  if (query.data) return <PageOf detail={query.data} query={query} />;
  const status = statusOf(query.error);
  return (
    <>
      <PageHead title="Import" of={name} lead={name} />
      <div className={classes.card}>
        {status === 404 || status === 400 || status === 422 ? (
          <Notice
            icon={<InboxIcon size={22} />}
            title="There is no such import"
            text="The address may have been cut short, or it belongs to another organization."
            action={<BackToImports as="button" />}
          />
        ) : (
          <WidgetStates name="This import" query={query} skeleton={<PageSkeleton />}>
            {() => null}
          </WidgetStates>
        )}
      </div>
    </>
  );
}

function PageOf({ detail, query }: { detail: ImportDetail; query: UseQueryResult<ImportDetail> }) {
  const organization = useOrganization().detail;
  const rereading = route.useSearch().step === 'understood';
  const part = partOf(detail, rereading);
  const container = useFocusOnChange(part);
  return (
    <>
      <div className={classes.head}>
        <PageHead title={detail.file_name} of={organization.name} lead={<Provenance of={detail} />} />
      </div>
      <Steps of={detail} rereading={rereading} />
      <VisuallyHidden role="status">{spoken(detail)}</VisuallyHidden>
      <LostLine query={query} isMoving={isMoving(detail.state)} />
      <div className={classes.part} ref={container} tabIndex={-1}>
        <PartOfPage part={part} detail={detail} />
      </div>
    </>
  );
}

function PartOfPage({ part, detail }: { part: Part; detail: ImportDetail }) {
  const { reading, understanding, preview, report } = detail;
  switch (part) {
    case 'reading':
      return reading && understanding && <ReadingPart detail={{ ...detail, reading, understanding }} />;
    case 'preview':
      return preview && <PreviewPart detail={detail} preview={preview} />;
    case 'progress':
      return <ProgressPart detail={detail} />;
    case 'account':
      return report ? (
        <AccountPart detail={detail} report={report} />
      ) : (
        <Panel title="Taken in" lead="Of this import no account was kept." />
      );
    case 'ended':
      return <EndedPart detail={detail} />;
  }
}

function Provenance({ of: { title, size_bytes, created_at, started_by } }: { of: ImportDetail }) {
  const { time_zone: timeZone } = useOrganization().detail;
  return [title, size_bytes !== null && fileSize(size_bytes), `${moment(created_at, { timeZone })} by ${started_by}`]
    .filter((part) => part !== false && part !== '')
    .join(' · ');
}

function spoken(detail: ImportDetail): string {
  return isMoving(detail.state) ? spokenProgress(progressWords(detail)) : stateNames[detail.state].name;
}

/** A new part of the page takes the focus that was lost with the old one, and is looked at from its top. */
function useFocusOnChange(part: Part) {
  const container = useRef<HTMLDivElement>(null);
  const before = useRef(part);
  useEffect(() => {
    if (before.current === part) return;
    before.current = part;
    if (document.activeElement && document.activeElement !== document.body) return;
    container.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, [part]);
  return container;
}

function BackToImports({ as = 'link' }: { as?: 'link' | 'button' }) {
  const { slug } = useOrganization().detail;
  const link = (props: object) => (
    <Link
      {...props}
      to="/o/$organization/imports"
      params={{ organization: slug }}
      search={(before) => changeUrlState({}, { as_of: before.as_of })}
    />
  );
  if (as === 'button') {
    return (
      <Button variant="default" renderRoot={link}>
        See all imports
      </Button>
    );
  }
  return (
    <Anchor className={classes.back} renderRoot={link}>
      <BackIcon size={16} />
      All imports
    </Anchor>
  );
}

function PageSkeleton() {
  return (
    <>
      <Skeleton height={28} width="40%" mb={18} />
      <Skeleton height={220} />
    </>
  );
}
