import type { ReactNode } from 'react';
import { HourglassIcon } from '../icons.tsx';
import classes from './doubt.module.css';

/** A word above the figures on what they lack. */
export function Doubt({ title, children }: { title: string; children: ReactNode }) {
  return (
    <p className={classes.doubt}>
      <HourglassIcon size={18} />
      <span>
        <strong>{title}</strong> {children}
      </span>
    </p>
  );
}
