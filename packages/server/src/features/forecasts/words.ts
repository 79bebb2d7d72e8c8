import type { Outlook } from '@regulars/contract/forecasts.ts';
import type { ForecastReason } from '@regulars/models/forecast/forecast.ts';

const number = new Intl.NumberFormat('en');

/** Why nothing is told, or only with doubt, as a merchant reads it. */
export function reasonInWords(reason: ForecastReason): Outlook['reasons'][number] {
  return { code: reason.code, text: textOf(reason) };
}

function textOf(reason: ForecastReason): string {
  switch (reason.code) {
    case 'too_few_customers':
      return `${counted(reason.found, 'customer')}; ${number.format(reason.needed)} are needed`;
    case 'too_few_repeaters':
      return `${counted(reason.found, 'customer')} came back; ${number.format(reason.needed)} are needed`;
    case 'too_short':
      return `${counted(reason.found, 'day')} since the first order; ${number.format(reason.needed)} are needed`;
    case 'uncertain_parameters':
      return 'The orders fit more than one course of the future about as well';
    case 'no_model_fits':
      return 'No model fits these orders';
    case 'no_better_than':
      return `Over the last horizon the rule “${reason.rule}” would have told better who stays away`;
  }
}

const counted = (count: number, what: string) => `${number.format(Math.round(count))} ${what}${count === 1 ? '' : 's'}`;
