import type { Parameters } from '../purchase-model.ts';
import type { Answer } from './maximum-likelihood.ts';

/** Why a fit is not to be relied on. */
export type FitReason =
  /** Fewer than `least_customers`. */
  | 'too_few_customers'
  /** Fewer than `least_repeaters` who bought again. */
  | 'too_few_repeaters'
  /** Nobody bought again: how often people buy cannot be told. */
  | 'no_repeat_purchase'
  /** All first purchases are of the day the observation ended on. */
  | 'no_time_has_passed'
  /** No amounts above 0 of repeat customers. */
  | 'no_amounts'
  /** The search came to an end before it was at the top. */
  | 'not_converged'
  /** A parameter runs to 0 or to infinity: the data do not need it. */
  | 'at_edge'
  /** The likelihood does not bend down in some direction, so that there are no standard errors. */
  | 'flat'
  /** A standard error exceeds its parameter. */
  | 'uncertain_parameters';

export interface Fit<Name extends string = string> {
  /** `weak`: to be shown with its uncertainty, `insufficient`: not at all. */
  status: 'ok' | 'weak' | 'insufficient';
  reasons: readonly FitReason[];
  /** The maximum-likelihood estimate, without any prior; null where there is nothing to estimate from. */
  parameters: Parameters<Name> | null;
  /** ln of the likelihood of all customers, in the unit of time and money that was given. */
  logLikelihood: number | null;
  /** From the observed information; null with a reason. */
  standardErrors: Parameters<Name> | null;
  /** Of the parameters' logarithms, row by row in their order. */
  covariance: Float64Array | null;
  customers: number;
  /** How often the likelihood was computed. */
  evaluations: number;
  /** The largest slope of the log-likelihood per customer, by the logarithms. */
  slope: number | null;
}

/** With fewer a forecast of the total is off by half or more, as simulated shops of each size show. */
export const least_customers = 100;
export const least_repeaters = 40;

export function noFit<Name extends string>(customers: number, reasons: readonly FitReason[]): Fit<Name> {
  return {
    status: 'insufficient',
    reasons,
    parameters: null,
    logLikelihood: null,
    standardErrors: null,
    covariance: null,
    customers,
    evaluations: 0,
    slope: null,
  };
}

export interface Sample {
  customers: number;
  repeaters: number;
}

/** The answer in the caller's units: `units` by the parameters' order, `logUnit` what the likelihood moves by. */
export function fitFrom<Name extends string>(
  names: readonly Name[],
  answer: Answer,
  sample: Sample,
  { units, logUnit }: { units: readonly number[]; logUnit: number },
): Fit<Name> {
  const { covariance } = answer;
  const errors = covariance && names.map((_, nth) => Math.sqrt(covariance[nth * (names.length + 1)] ?? 0));
  const parameters = names.map((_, nth) => Math.exp(answer.logParameters[nth] ?? 0) * (units[nth] ?? 1));
  const scarce: FitReason[] = [
    ...(sample.customers < least_customers ? (['too_few_customers'] as const) : []),
    ...(sample.repeaters < least_repeaters ? (['too_few_repeaters'] as const) : []),
  ];
  const doubtful: FitReason[] = [
    ...(answer.isConverged ? [] : (['not_converged'] as const)),
    ...(answer.isAtEdge ? (['at_edge'] as const) : []),
    ...(errors ? [] : (['flat'] as const)),
    ...(errors?.some((error) => !(error <= 1)) ? (['uncertain_parameters'] as const) : []),
  ];
  return {
    status: scarce.length > 0 ? 'insufficient' : doubtful.length > 0 ? 'weak' : 'ok',
    reasons: [...scarce, ...doubtful],
    parameters: named(names, parameters),
    logLikelihood: answer.logLikelihood - logUnit,
    standardErrors:
      errors &&
      named(
        names,
        errors.map((error, nth) => error * (parameters[nth] ?? 0)),
      ),
    covariance,
    customers: sample.customers,
    evaluations: answer.evaluations,
    slope: answer.slope,
  };
}

function named<Name extends string>(names: readonly Name[], values: readonly number[]): Parameters<Name> {
  return Object.fromEntries(names.map((name, nth) => [name, values[nth] ?? 0])) as Record<Name, number>;
}
