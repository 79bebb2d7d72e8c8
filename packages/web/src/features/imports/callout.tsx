import type { ReactNode } from 'react';
import { AlertIcon, CheckIcon, InfoIcon } from '../../ui/icons.tsx';
import classes from './callout.module.css';

interface Props {
  tone: 'notice' | 'bad' | 'good' | 'plain';
  children: ReactNode;
  action?: ReactNode;
}

const icons = {
  notice: <AlertIcon size={18} />,
  bad: <AlertIcon size={18} />,
  good: <CheckIcon size={18} />,
  plain: <InfoIcon size={18} />,
};

/** A word that must not be missed. What went wrong is read out at once. */
export function Callout({ tone, children, action }: Props) {
  return (
    <div className={classes.callout} data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      {icons[tone]}
      <div className={classes.text}>{children}</div>
      {action}
    </div>
  );
}
