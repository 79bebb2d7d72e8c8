import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import classes from './command.module.css';
import { CheckIcon, CopyIcon } from './icons.tsx';

/** A command to type, with a button that copies it. */
export function Command({ children }: { children: string }) {
  return (
    <span className={classes.command}>
      <code>
        {children.split(' ').map((word) => (
          // A line may break between words, never after the dashes of an option.
          <span key={word}>{word} </span>
        ))}
      </code>
      <CopyButton value={children}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'} withArrow>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              onClick={copy}
              aria-label={copied ? 'Copied' : 'Copy the command'}
            >
              {copied ? <CheckIcon size={16} /> : <CopyIcon size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
