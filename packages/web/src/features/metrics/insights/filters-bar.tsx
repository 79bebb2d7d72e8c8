import { Button, NativeSelect } from '@mantine/core';
import { channels } from '@regulars/contract/activity.ts';
import { rfmSegments } from '@regulars/contract/metrics.ts';
import { CloseIcon } from '../../../ui/icons.tsx';
import { allTime } from '../../../url-state.ts';
import { useUrlState } from '../../../use-url-state.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import { channelNames } from '../labels.ts';
import { PeriodChoice } from '../period-choice.tsx';
import { isFiltered } from '../queries.ts';
import classes from './filters-bar.module.css';

/** Which customers every widget of the page speaks of. */
export function FiltersBar() {
  const { detail } = useOrganization();
  const [state, change] = useUrlState();
  // A channel in the URL stays choosable even where no order came through it.
  const offered = channels.filter((channel) => detail.channels.includes(channel) || channel === state.channel);
  const none = { period: undefined, channel: undefined, segment: undefined };
  return (
    <search className={classes.bar} aria-label="Filters">
      <div className={classes.field}>
        <span className={classes.label} id="bought-within">
          Bought within
        </span>
        <PeriodChoice
          label="Bought within"
          value={state.period ?? allTime}
          longest="Any time"
          onChange={(period) => change({ period: period === allTime ? undefined : period })}
        />
      </div>
      <NativeSelect
        className={classes.select}
        label="Bought through"
        value={state.channel ?? ''}
        onChange={({ currentTarget }) =>
          change({ channel: channels.find((channel) => channel === currentTarget.value) })
        }
        data={[
          { value: '', label: 'Every channel' },
          ...offered.map((channel) => ({ value: channel, label: channelNames[channel] })),
        ]}
      />
      <NativeSelect
        className={classes.select}
        label="RFM segment"
        value={state.segment ?? ''}
        onChange={({ currentTarget }) =>
          change({ segment: rfmSegments.find((segment) => segment === currentTarget.value) })
        }
        data={[{ value: '', label: 'Every segment' }, ...rfmSegments]}
      />
      {isFiltered(state) && (
        <Button
          variant="subtle"
          size="sm"
          className={classes.clear}
          leftSection={<CloseIcon size={16} />}
          onClick={() => change(none)}
        >
          Clear filters
        </Button>
      )}
    </search>
  );
}
