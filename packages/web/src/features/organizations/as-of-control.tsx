import { Button, Popover, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { day, isLocalDate } from '../../format/dates.ts';
import { CalendarIcon, ChevronIcon } from '../../ui/icons.tsx';
import { useUrlState } from '../../use-url-state.ts';
import classes from './as-of-control.module.css';
import type { CurrentOrganization } from './organizations.ts';

/** Chooses the day the figures are of. */
export function AsOfControl({ organization }: { organization: CurrentOrganization }) {
  const { asOf, today, detail } = organization;
  const [opened, setOpened] = useState(false);
  const [, change] = useUrlState();

  function show(on: string) {
    change({ as_of: on });
    setOpened(false);
  }

  const label = asOf.on ? `As of ${day(asOf.on)}` : `Today, ${day(today)}`;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          className={classes.button}
          leftSection={<CalendarIcon size={17} />}
          rightSection={<ChevronIcon size={15} />}
          onClick={() => setOpened(!opened)}
          aria-label={`${label}. Change the day`}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="The day of the figures">
        <DayForm key={asOf.on ?? today} day={asOf.on ?? today} today={today} onChoose={show}>
          {detail.last_order_on && detail.last_order_on < today && (
            <Button variant="subtle" size="sm" justify="flex-start" onClick={() => show(detail.last_order_on ?? today)}>
              Day of the last order, {day(detail.last_order_on)}
            </Button>
          )}
          <Button variant="subtle" size="sm" justify="flex-start" onClick={() => show('today')}>
            Today
          </Button>
        </DayForm>
      </Popover.Dropdown>
    </Popover>
  );
}

interface FormProps {
  day: string;
  today: string;
  onChoose: (on: string) => void;
  children: React.ReactNode;
}

function DayForm({ day: initial, today, onChoose, children }: FormProps) {
  const [value, setValue] = useState(initial);
  const problem = dayProblem(value, today);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem) onChoose(value);
      }}
    >
      <Stack gap={8}>
        <TextInput
          type="date"
          label="Show the figures as of the end of"
          value={value}
          max={today}
          error={problem}
          onChange={(event) => setValue(event.currentTarget.value)}
          data-autofocus
        />
        <Button type="submit" size="sm" disabled={problem !== undefined}>
          Show this day
        </Button>
        {children}
      </Stack>
    </form>
  );
}

function dayProblem(value: string, today: string): string | undefined {
  if (!isLocalDate(value)) return 'Choose a day';
  if (value > today) return 'This day is still to come';
  return undefined;
}
