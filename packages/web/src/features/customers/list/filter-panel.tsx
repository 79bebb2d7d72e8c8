import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { channels } from '@regulars/contract/activity.ts';
import { crmStatuses, frequencyTiers, spendingTiers } from '@regulars/contract/customers.ts';
import { lifecycleStages, rfmSegments } from '@regulars/contract/metrics.ts';
import { useState } from 'react';
import { isLocalDate } from '../../../format/dates.ts';
import { currencySymbol } from '../../../format/money.ts';
import { allTime, periods, type UrlState } from '../../../url-state.ts';
import { useUrlState } from '../../../use-url-state.ts';
import { channelNames, crmNames, frequencyNames, spendingNames, stageOfOne } from '../../metrics/labels.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import classes from './filter-panel.module.css';

/** Everything the list can be narrowed by. */
export function FilterPanel({ mayContact }: { mayContact: boolean }) {
  const { detail } = useOrganization();
  const [{ channel, location_id }] = useUrlState();
  // What the address holds stays choosable, even where nothing came of it.
  const offered = channels.filter((each) => detail.channels.includes(each) || each === channel);
  const places = detail.locations.map((place) => ({ value: place.location_id, label: place.name }));
  if (location_id && !places.some(({ value }) => value === location_id)) {
    places.push({ value: location_id, label: 'Another location' });
  }
  return (
    <div className={classes.panel}>
      <Choice name="stage" label="Stage" any="Every stage" options={named(lifecycleStages, stageOfOne)} />
      <Choice
        name="segment"
        label="RFM segment"
        any="Every segment"
        options={rfmSegments.map((each) => ({ value: each, label: each }))}
      />
      <Choice name="crm_status" label="CRM status" any="Every status" options={named(crmStatuses, crmNames)} />
      <Choice
        name="spending_tier"
        label="Spending tier"
        any="Every tier"
        options={named(spendingTiers, spendingNames)}
      />
      <Choice
        name="frequency_tier"
        label="Frequency tier"
        any="Every tier"
        options={named(frequencyTiers, frequencyNames)}
      />
      <Choice name="channel" label="Bought through" any="Every channel" options={named(offered, channelNames)} />
      {places.length > 0 && <Choice name="location_id" label="Bought at" any="Every location" options={places} />}
      <PeriodChoice />
      <Range label="Orders" from="order_count_from" to="order_count_to" least={0} />
      <MoneyRange />
      <Days name="last_order_within_days" label="Last order within" />
      <Days name="last_order_before_days" label="Last order longer ago than" />
      <DateRange />
      {mayContact && (
        <>
          <YesNo name="has_email" label="E-mail" yes="Has one" no="Has none" />
          <YesNo name="has_phone" label="Phone number" yes="Has one" no="Has none" />
        </>
      )}
    </div>
  );
}

function named<Name extends string>(names: readonly Name[], labels: Readonly<Record<Name, string>>) {
  return names.map((value) => ({ value, label: labels[value] }));
}

interface ChoiceProps {
  name: 'stage' | 'segment' | 'crm_status' | 'spending_tier' | 'frequency_tier' | 'channel' | 'location_id';
  label: string;
  /** How no choice reads. */
  any: string;
  options: { value: string; label: string }[];
}

function Choice({ name, label, any, options }: ChoiceProps) {
  const [state, change] = useUrlState();
  return (
    <NativeSelect
      label={label}
      value={state[name] ?? ''}
      // The address is parsed again: only what is one of them stays in it.
      onChange={({ currentTarget }) => change({ [name]: currentTarget.value || undefined })}
      data={[{ value: '', label: any }, ...options]}
    />
  );
}

function PeriodChoice() {
  const [{ period }, change] = useUrlState();
  return (
    <NativeSelect
      label="Bought within"
      value={period === undefined ? String(allTime) : String(period)}
      onChange={({ currentTarget }) => {
        const chosen = periods.find((each) => String(each) === currentTarget.value);
        change({ period: chosen === allTime ? undefined : chosen });
      }}
      data={periods
        .toReversed()
        .map((each) => ({ value: String(each), label: each === allTime ? 'Any time' : `${each} days` }))}
    />
  );
}

interface YesNoProps {
  name: 'has_email' | 'has_phone';
  label: string;
  yes: string;
  no: string;
}

function YesNo({ name, label, yes, no }: YesNoProps) {
  const [state, change] = useUrlState();
  const value = state[name];
  return (
    <NativeSelect
      label={label}
      value={value === undefined ? '' : String(value)}
      onChange={({ currentTarget }) =>
        change({ [name]: currentTarget.value === '' ? undefined : currentTarget.value === 'true' })
      }
      data={[
        { value: '', label: 'Any' },
        { value: 'true', label: yes },
        { value: 'false', label: no },
      ]}
    />
  );
}

type Numeric = {
  [Key in keyof UrlState]-?: UrlState[Key] extends number | undefined ? Key : never;
}[keyof UrlState];

interface FieldProps {
  name: Numeric;
  label: string;
  hidesLabel?: boolean;
  placeholder?: string;
  suffix?: string;
  prefix?: string;
  least: number;
  digits?: number;
}

/** A number that goes into the address when the field is left. */
function NumberField(props: FieldProps) {
  // Another choice from elsewhere ("clear") makes the field anew.
  const value = useUrlState()[0][props.name];
  return <NumberFieldOf key={String(value)} {...props} value={value} />;
}

function NumberFieldOf({
  name,
  label,
  hidesLabel,
  least,
  digits = 0,
  value,
  ...looks
}: FieldProps & { value: number | undefined }) {
  const [, change] = useUrlState();
  const scale = 10 ** digits;
  const [typed, setTyped] = useState<number | string>(value === undefined ? '' : value / scale);
  const send = () => {
    const read = typed === '' ? undefined : Math.round(Number(typed) * scale);
    if (read !== value && !Number.isNaN(read)) change({ [name]: read });
  };
  return (
    <NumberInput
      {...(hidesLabel ? { 'aria-label': label } : { label })}
      {...looks}
      value={typed}
      onChange={setTyped}
      min={least}
      max={1e12}
      decimalScale={digits}
      thousandSeparator=","
      hideControls
      onBlur={send}
      onKeyDown={({ key }) => {
        if (key === 'Enter') send();
      }}
    />
  );
}

function Range({ label, from, to, least }: { label: string; from: Numeric; to: Numeric; least: number }) {
  return (
    <fieldset className={classes.range}>
      <legend>{label}</legend>
      <NumberField name={from} label={`${label}, from`} hidesLabel placeholder="from" least={least} />
      <NumberField name={to} label={`${label}, up to`} hidesLabel placeholder="up to" least={least} />
    </fieldset>
  );
}

function MoneyRange() {
  const { currency } = useOrganization();
  const field = { hidesLabel: true, least: -1e12, digits: currency.digits, prefix: currencySymbol(currency) };
  return (
    <fieldset className={classes.range}>
      <legend>Net</legend>
      <NumberField name="net_from_minor" label="Net, from" placeholder="from" {...field} />
      <NumberField name="net_to_minor" label="Net, up to" placeholder="up to" {...field} />
    </fieldset>
  );
}

function Days({ name, label }: { name: Numeric; label: string }) {
  return <NumberField name={name} label={label} placeholder="days" suffix=" days" least={1} />;
}

function DateRange() {
  return (
    <fieldset className={classes.range} data-wide>
      <legend>Registered</legend>
      <DateField name="registered_from" label="Registered, from" />
      <DateField name="registered_to" label="Registered, up to" />
    </fieldset>
  );
}

function DateField({ name, label }: { name: 'registered_from' | 'registered_to'; label: string }) {
  const [state, change] = useUrlState();
  return (
    <TextInput
      key={state[name]}
      type="date"
      aria-label={label}
      defaultValue={state[name] ?? ''}
      onBlur={({ currentTarget }) => {
        const day = currentTarget.value;
        if (day !== (state[name] ?? '')) change({ [name]: isLocalDate(day) ? day : undefined });
      }}
    />
  );
}
