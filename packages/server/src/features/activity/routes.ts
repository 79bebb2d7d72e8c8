import { activityContract } from '@regulars/contract/activity.ts';
import { contractEndpoints } from '../../platform/http/endpoints.ts';
import { changeOrderStatus, recordOrder, recordRefund } from './activity.ts';

export const activityRoutes = contractEndpoints('activity', activityContract, {
  recordOrder,
  changeOrderStatus,
  recordRefund,
});
