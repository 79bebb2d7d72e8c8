import { bgNbd } from '../src/bg-nbd.ts';
import { mbgNbd } from '../src/mbg-nbd.ts';
import { paretoNbd } from '../src/pareto-nbd.ts';
import type { PurchaseModel } from '../src/purchase-model.ts';

export type ModelKey = 'bgnbd' | 'mbgnbd' | 'pnbd';

export const modelKeys: readonly ModelKey[] = ['bgnbd', 'mbgnbd', 'pnbd'];

/** The files' names for the models. Their parameters are told by the files: the types forget which. */
export const purchaseModels = { bgnbd: bgNbd, mbgnbd: mbgNbd, pnbd: paretoNbd } as unknown as Readonly<
  Record<string, PurchaseModel>
>;

/** @throws Error naming a model that there is none of */
export function purchaseModel(key: string): PurchaseModel {
  const model = purchaseModels[key];
  if (!model) throw new Error(`There is no model ${key}`);
  return model;
}
