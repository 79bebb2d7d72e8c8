import type { crmStatuses, frequencyTiers, spendingTiers } from '@regulars/contract/customers.ts';
import type { Overview } from '@regulars/contract/metrics.ts';
import type { Channel } from '../../url-state.ts';

export type Stage = Overview['lifecycle'][number]['stage'];

/** How the contract's words read on the page. */
export const stageNames: Record<Stage, string> = {
  prospect: 'Prospects',
  new: 'New',
  active: 'Active',
  at_risk: 'At risk',
  churned: 'Churned',
};

export const channelNames: Record<Channel, string> = {
  pos: 'Point of sale',
  online: 'Online',
  marketplace: 'Marketplace',
  phone: 'Phone',
  in_person: 'In person',
  other: 'Other',
};

/** One person's stage, where `stageNames` name groups. */
export const stageOfOne: Record<Stage, string> = { ...stageNames, prospect: 'Prospect' };

export const spendingNames: Record<(typeof spendingTiers)[number], string> = {
  vip: 'VIP',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

export const frequencyNames: Record<(typeof frequencyTiers)[number], string> = {
  frequent: 'Frequent',
  regular: 'Regular',
  occasional: 'Occasional',
  one_time: 'One-time',
};

export const crmNames: Record<(typeof crmStatuses)[number], string> = {
  active: 'Active',
  vip: 'VIP',
  at_risk: 'At risk',
  lost: 'Lost',
  inactive: 'Inactive',
};
