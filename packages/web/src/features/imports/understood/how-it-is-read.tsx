import type { ImportDetail } from '@regulars/contract/imports.ts';
import { Panel } from '../panel.tsx';
import classes from './how-it-is-read.module.css';
import { readingWords } from './reading-words.ts';

/** A look back at how the file is read. */
export function HowItIsRead({ detail: { reading, understanding } }: { detail: ImportDetail }) {
  if (!reading || !understanding) return null;
  return (
    <Panel title="How the file is read">
      <dl className={classes.words}>
        {readingWords(reading, understanding).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
