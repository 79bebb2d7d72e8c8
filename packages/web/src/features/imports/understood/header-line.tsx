import { TextInput } from '@mantine/core';
import { useTyped } from './use-typed.ts';

const last_line = 1000;

/** The line with the names of the columns. Told when the field is left: on the way from 1 to 12 the file is not read anew. */
export function HeaderLine({ line, onChange }: { line: number; onChange: (line: number) => void }) {
  const [value, setValue] = useTyped(String(line));
  const chosen = Number(value);
  const isLine = Number.isInteger(chosen) && chosen >= 1 && chosen <= last_line;

  function tell() {
    if (isLine && chosen !== line) onChange(chosen);
  }

  return (
    <TextInput
      label="Names of the columns"
      description="The line they stand on. What is above it is a title."
      inputMode="numeric"
      value={value}
      error={isLine ? undefined : `A line from 1 to ${last_line}`}
      onChange={({ currentTarget }) => setValue(currentTarget.value)}
      onBlur={tell}
      onKeyDown={({ key }) => {
        if (key === 'Enter') tell();
        if (key === 'Escape') setValue(String(line));
      }}
    />
  );
}
