import { NativeSelect } from '@mantine/core';

interface Props<Value extends string> {
  label: string;
  /** Null: nothing is chosen, which `whenNone` says in words. */
  value: Value | null;
  values: readonly Value[];
  names: Record<Value, string>;
  onChoose: (value: Value) => void;
  whenNone?: string;
}

/** One of a few values, by their names. */
export function Choice<Value extends string>({ label, value, values, names, onChoose, whenNone = '–' }: Props<Value>) {
  return (
    <NativeSelect
      label={label}
      value={value ?? ''}
      onChange={({ currentTarget }) => {
        const chosen = values.find((each) => each === currentTarget.value);
        if (chosen !== undefined) onChoose(chosen);
      }}
      data={[
        ...(value === null ? [{ value: '', label: whenNone }] : []),
        ...values.map((each) => ({ value: each, label: names[each] })),
      ]}
    />
  );
}
