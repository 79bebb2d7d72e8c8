import { VisuallyHidden } from '@mantine/core';
import type { ImportDetail } from '@regulars/contract/imports.ts';
import { CheckIcon, CloseIcon } from '../../../ui/icons.tsx';
import { stepNames } from '../labels.ts';
import { type StepState, stepStates } from '../stage.ts';
import classes from './steps.module.css';

const spoken: Partial<Record<StepState, string>> = { passed: ', done', stopped: ', stopped here' };

/** The way of a file from dropped to recorded, and how far this one is. */
export function Steps({ of, rereading }: { of: ImportDetail; rereading: boolean }) {
  return (
    <ol className={classes.steps} aria-label="Steps">
      {stepStates(of, rereading).map(({ step, state }, index) => (
        <li key={step} data-state={state} aria-current={state === 'here' || state === 'stopped' ? 'step' : undefined}>
          <span className={classes.mark} aria-hidden="true">
            {state === 'passed' && <CheckIcon size={15} />}
            {state === 'stopped' && <CloseIcon size={14} />}
            {(state === 'here' || state === 'ahead') && index + 1}
          </span>
          {stepNames[step]}
          <VisuallyHidden>{spoken[state]}</VisuallyHidden>
        </li>
      ))}
    </ol>
  );
}
