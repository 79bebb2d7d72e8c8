import { NativeSelect } from '@mantine/core';
import {
  dateOrders,
  decimalMarks,
  encodings,
  mappedKinds,
  separators,
  type Understanding,
} from '@regulars/contract/imports.ts';
import { Panel } from '../panel.tsx';
import { Choice } from './choice.tsx';
import { HeaderLine } from './header-line.tsx';
import classes from './reading-form.module.css';
import { dateOrderNames, decimalMarkNames, encodingNames, mappedKindNames, separatorNames } from './reading-words.ts';
import { SourceField } from './source-field.tsx';
import { timeZoneChoices } from './time-zones.ts';
import type { Rereading } from './use-rereading.ts';

/** How the file is read. Everything was found out, and everything can be put right. */
export function ReadingForm({ rereading, understanding }: { rereading: Rereading; understanding: Understanding }) {
  const { reading, change, isBusy } = rereading;
  const asksFor = (about: string) => understanding.questions.some((question) => question.about === about);
  return (
    <Panel
      title="How it is read"
      lead={isBusy ? 'Reading it anew …' : 'Found out by itself. Change what is not right.'}
    >
      <div className={classes.form} aria-busy={isBusy}>
        <NativeSelect
          label="Kind of file"
          value={reading.format}
          onChange={({ currentTarget }) => change({ format: currentTarget.value })}
          data={formatChoices(reading.format, understanding)}
        />
        {reading.format === 'mapped' && (
          <Choice
            label="Each row is"
            value={reading.kind}
            names={mappedKindNames}
            values={mappedKinds}
            onChoose={(kind) => change({ kind })}
            whenNone="Please choose"
          />
        )}
        {understanding.is_workbook && understanding.sheets.length > 0 && (
          <NativeSelect
            label="Sheet"
            value={reading.sheet ?? ''}
            onChange={({ currentTarget }) => change({ sheet: currentTarget.value })}
            data={understanding.sheets}
          />
        )}
        {!understanding.is_workbook && (
          <>
            <Choice
              label="Text"
              value={reading.encoding}
              names={encodingNames}
              values={encodings}
              onChoose={(encoding) => change({ encoding })}
            />
            <Choice
              label="Columns are parted by"
              value={reading.separator}
              names={separatorNames}
              values={separators}
              onChoose={(separator) => change({ separator })}
            />
          </>
        )}
        <HeaderLine line={reading.header_line} onChange={(header_line) => change({ header_line })} />
        <Choice
          label="Dates"
          value={reading.date_order}
          names={dateOrderNames}
          values={dateOrders}
          onChoose={(date_order) => change({ date_order })}
          whenNone={asksFor('date_order') ? 'Please choose' : 'Not needed here'}
        />
        <Choice
          label="Decimals"
          value={reading.decimal_mark}
          names={decimalMarkNames}
          values={decimalMarks}
          onChoose={(decimal_mark) => change({ decimal_mark })}
          whenNone={asksFor('decimal_mark') ? 'Please choose' : 'Not needed here'}
        />
        <NativeSelect
          label="Time zone"
          description="Of times that do not say it themselves"
          value={reading.time_zone}
          onChange={({ currentTarget }) => change({ time_zone: currentTarget.value })}
          data={timeZoneChoices(reading.time_zone)}
        />
        <SourceField source={reading.source} onChange={(source) => change({ source })} />
      </div>
    </Panel>
  );
}

/** The kinds that can be chosen, with the one in use even if it is not among them. */
function formatChoices(format: string, { formats, title }: Understanding): { value: string; label: string }[] {
  const choices = formats.map(({ name, title: label }) => ({ value: name, label }));
  if (!choices.some(({ value }) => value === format)) choices.unshift({ value: format, label: title });
  if (!choices.some(({ value }) => value === 'mapped')) choices.push({ value: 'mapped', label: 'Another table' });
  return choices;
}
