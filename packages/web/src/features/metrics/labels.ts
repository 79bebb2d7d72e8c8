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
