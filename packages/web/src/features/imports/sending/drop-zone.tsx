import { Button, FileButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useRef } from 'react';
import { ImportIcon } from '../../../ui/icons.tsx';
import classes from './drop-zone.module.css';
import { type Dropped, useFileDrop } from './use-file-drop.ts';

const recognised = [
  'Shopify',
  'Square',
  'Stripe',
  'WooCommerce',
  'Hotel bookings',
  'CRM opportunities',
  'Online Retail',
];

/** Takes files by drag and drop, and by a button that does the same for the keyboard and the phone. */
export function DropZone({ onFiles }: { onFiles: (dropped: Dropped) => void }) {
  const isOver = useFileDrop(onFiles);
  const isTouch = useMediaQuery('(pointer: coarse)');
  const forget = useRef<() => void>(null);

  function take(files: File[]) {
    if (files.length > 0) onFiles({ files, folders: [] });
    // Else the same file, mended and chosen again, would be no change to the browser.
    forget.current?.();
  }

  return (
    <section className={classes.zone} data-over={isOver || undefined} aria-labelledby="bring-in">
      <div className={classes.drop}>
        <span className={classes.icon}>
          <ImportIcon size={28} />
        </span>
        <h2 id="bring-in">
          {isOver ? 'Let go, and it is read' : isTouch ? 'Bring in your files' : 'Drop your files here'}
        </h2>
        <p>
          The export of your shop, till, booking or payment system: CSV or Excel (XLSX), also packed (GZ). Several at
          once are fine.
        </p>
        <FileButton multiple resetRef={forget} onChange={take}>
          {(props) => (
            <Button {...props} size="md">
              Choose files
            </Button>
          )}
        </FileButton>
      </div>
      <div className={classes.known}>
        <h3>Recognised by themselves</h3>
        <ul>
          {recognised.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
        <h3>Any other table</h3>
        <p>You say once which column holds what.</p>
        <h3>Without fear</h3>
        <p>
          First you see what a file would do. Rows that cannot be taken are listed, each with the reason. And the wrong
          file is taken back with one button.
        </p>
      </div>
    </section>
  );
}
