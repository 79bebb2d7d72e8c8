/** A file of cases, as far as the check reads it. */
export interface CaseFile {
  tolerance: Record<string, Tolerance>;
  bgnbd?: CustomerCase[];
  mbgnbd?: CustomerCase[];
  pnbd?: CustomerCase[];
  bgnbdPopulation?: PopulationCase[];
  mbgnbdPopulation?: PopulationCase[];
  pnbdPopulation?: PopulationCase[];
  gammaGamma?: SpendCase[];
  bgbb?: SeasonsCase[];
  dataset?: DatasetCase[];
  fit?: FitCase[];
  rfm?: SummaryCase[];
  robustness?: { cases?: RowsCase[]; gammaGamma?: RowsCase[]; invalidInputs?: { id: string; row: Row }[] };
  realData?: RealCase[];
}

export interface Tolerance {
  rtol?: number;
  atol?: number;
}

type Row = (number | null)[];
export type Numbers = Record<string, number>;

interface Named {
  id: string;
}

export interface CustomerCase extends Named {
  params: Numbers;
  customer: { x: number; t_x: number; T: number };
  expect: {
    logLik: number;
    pAlive: number;
    expectedPurchases: { t: number; value: number }[];
    pNoPurchase: { t: number; value: number }[];
    nextPurchaseQuantileGivenAlive?: { q: number; value: number }[];
    dert?: { delta: number; value: number } | null;
    discountedPurchases?: { step: number; periods: number; rate: number; value: number } | null;
  };
}

export interface PopulationCase extends Named {
  params: Numbers;
  expectedTransactions: { t: number; value: number }[];
  pmf: { t: number; n: number; value: number }[];
}

export interface SpendCase extends Named {
  params: { p: number; q: number; gamma: number };
  customer: { x: number; m: number };
  expect: { logLik: number | null; expectedMeanSpend: number | null };
}

export interface SeasonsCase extends Named {
  params: { alpha: number; beta: number; gamma: number; delta: number };
  customer: { x: number; t_x: number; n: number };
  expect: { logLik: number; pAliveNext: number; expectedPurchases: { n: number; value: number }[] };
}

export interface RowsCase extends Named {
  rows: Row[];
  okForbidden?: boolean;
}

export interface DatasetCase extends RowsCase {
  model: string;
  params: Numbers;
  logLik: number;
}

export interface Expected {
  params: Numbers;
  logLik: number;
  standardErrors?: Numbers | null;
  weaklyIdentified?: boolean;
}

export interface FitCase extends RowsCase {
  model: string;
  expect: Expected;
}

export interface SummaryCase extends Named {
  transactions: [string, string, number][];
  observationEnd: string;
  timeUnitDays: number;
  utcOffsetMinutes: number;
  nonPositivePolicy: 'exclude' | 'netSameDay';
  expect: Record<string, { frequency: number; recency: number; T: number; monetary: number }>;
}

export interface RealCase extends Named {
  dataFile: string;
  calibrationEnd: string;
  holdoutEnd: string;
  customers: number;
  repeatTransactionsInCalibration: number;
  horizonWeeks: number;
  actualHoldoutTransactions: number;
  models: Record<string, Expected & { sumPredictedHoldout?: number; meanPAlive?: number }>;
}

/** A column of rows; what is missing is no number. */
export function column(rows: readonly Row[], nth: number): Float64Array {
  return Float64Array.from(rows, (row) => row[nth] ?? Number.NaN);
}
