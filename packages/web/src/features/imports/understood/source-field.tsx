import { TextInput } from '@mantine/core';
import { useTyped } from './use-typed.ts';

/** The name of the system. Told when the field is left, as every letter would be another system. */
export function SourceField({ source, onChange }: { source: string; onChange: (source: string) => void }) {
  const [value, setValue] = useTyped(source);
  const trimmed = value.trim();

  function tell() {
    if (trimmed !== '' && trimmed !== source) onChange(trimmed);
  }

  return (
    <TextInput
      label="Name of the system"
      description="By it a record is known again when a later file tells it once more: files of one system share a name. Two shops on the same kind of system need two names, as both may have an order 1001."
      value={value}
      maxLength={64}
      error={trimmed === '' ? 'A name is needed' : undefined}
      onChange={({ currentTarget }) => setValue(currentTarget.value)}
      onBlur={tell}
      onKeyDown={({ key }) => {
        if (key === 'Enter') tell();
        if (key === 'Escape') setValue(source);
      }}
    />
  );
}
