import { ActionIcon, Tooltip } from '@mantine/core';
import { DownloadIcon } from './icons.tsx';

interface Props {
  /** What is in the file: "Customer segments". */
  what: string;
  href: string;
  /** Why it cannot be had, when it cannot. */
  refused?: string | undefined;
}

/** The rows of a widget as a CSV file. */
export function ExportLink({ what, href, refused }: Props) {
  const name = `${what} as CSV`;
  if (refused) {
    return (
      <Tooltip label={refused} events={{ hover: true, focus: true, touch: true }} withArrow>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={`${name}: ${refused}`}
          aria-disabled
          data-disabled
          onClick={(event) => event.preventDefault()}
        >
          <DownloadIcon />
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <Tooltip label={name} withArrow>
      <ActionIcon component="a" href={href} download variant="subtle" color="gray" size={32} aria-label={name}>
        <DownloadIcon />
      </ActionIcon>
    </Tooltip>
  );
}
