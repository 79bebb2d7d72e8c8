import { Paper } from '@mantine/core';
import type { ReactNode } from 'react';
import { Change } from '../../../../ui/change.tsx';
import { Sparkline } from '../../../../ui/charts/sparkline.tsx';
import type { Term } from '../../definitions.ts';
import { FigureDefinition } from '../../figure-definition.tsx';
import { useDefinitions } from '../../use-definitions.ts';
import classes from './key-figure.module.css';

interface Props {
  term: Term;
  words: readonly Term[];
  figure: ReactNode;
  detail: ReactNode;
  trend: { change: number | null; sparkline: number[] };
  against: string;
  /** Why there is no change, when there is none. */
  reason: string;
  /** What else belongs to it, set apart. */
  aside?: ReactNode;
}

export function KeyFigure({ term, words, figure, detail, trend, against, reason, aside }: Props) {
  const definitions = useDefinitions();
  return (
    <Paper component="article" className={classes.card} data-wide={aside ? true : undefined}>
      <div className={classes.statement}>
        <div className={classes.head}>
          <h2>{definitions[term].title}</h2>
          <FigureDefinition of={term} words={words} />
        </div>
        <p className={classes.figure}>{figure}</p>
        <p className={classes.detail}>{detail}</p>
        <div className={classes.course}>
          <Sparkline values={trend.sparkline} />
        </div>
        <Change change={trend.change} reason={reason} against={against} stacked />
      </div>
      {aside}
    </Paper>
  );
}
