import { activityContract } from '@regulars/contract/activity.ts';
import { contractEndpoints, sharingTransactions } from '../../platform/http/endpoints.ts';
import { changeOrderStatus, recordOrdersNow, recordRefund } from './activity.ts';
import { recordKey } from './versions.ts';

export const activityRoutes = contractEndpoints('activity', activityContract, {
  recordOrder: sharingTransactions(recordOrdersNow, recordKey),
  changeOrderStatus,
  recordRefund,
});
