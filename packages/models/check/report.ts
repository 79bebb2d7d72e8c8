import { existsSync } from 'node:fs';
import { lookBack } from '../src/forecast/forecast.ts';
import type { ReportCard } from '../src/forecast/report-card.ts';
import { cdnow, type KnownShop, onlineRetail } from './shops.ts';

/** Prints how well the future of shops whose past is known would have been told. `data`: the folder of the shops. */
export function reportOnShops(data: string): boolean {
  if (!existsSync(data)) {
    process.stderr.write(`There are no shops in ${data}. REGULARS_DATA says where they are.\n`);
    return false;
  }
  for (const shop of [onlineRetail(data), cdnow(data)]) {
    const card = lookBack(shop.days, shop.until, shop.horizonDays);
    process.stdout.write(`${card ? text(shop, card) : `${shop.name}: no model can be fitted`}\n\n`);
  }
  return true;
}

function text({ name }: KnownShop, card: ReportCard): string {
  const { purchases, risk, customers, buyers, method } = card;
  const area = risk.areaUnderCurve ?? 0.5;
  const error = areaError(area, customers - buyers, buyers);
  const date = new Date(card.until * 86_400_000).toISOString().slice(0, 10);
  return [
    `${name}: what was known on ${date}, and the ${card.horizonDays} days after it`,
    `  ${customers} customers, ${buyers} bought again. ${method.model}${method.isCorrected ? ', corrected by what else is known' : ''}, chosen on the ${method.learnedDays} days before.`,
    `  Risk of silence: area under the curve ${area.toFixed(4)} (95 %: ${(area - 1.96 * error).toFixed(3)} to ${(area + 1.96 * error).toFixed(3)}), Brier ${risk.brier.toFixed(4)}`,
    ...card.naive.map(({ rule, areaUnderCurve, meanAbsoluteError }) =>
      [
        `    by ${rule} alone: ${areaUnderCurve?.toFixed(4)}`,
        ...(meanAbsoluteError === null ? [] : [`mean absolute error ${meanAbsoluteError.toFixed(4)}`]),
      ].join(', '),
    ),
    `  Ten tenths, said and happened (±: two standard errors of what happened):`,
    ...risk.deciles.map(({ predicted, actual, customers: n }) => {
      const two = 2 * Math.sqrt((actual * (1 - actual)) / n);
      return `    ${predicted.toFixed(3)}  ${actual.toFixed(3)} ± ${two.toFixed(3)}`;
    }),
    `  Purchases: ${purchases.actual}; said ${Math.round(purchases.predicted.value)} (${Math.round(purchases.predicted.low)} to ${Math.round(purchases.predicted.high)})`,
    `    of each customer: mean absolute error ${purchases.meanAbsoluteError.toFixed(4)}, Gini ${purchases.gini?.toFixed(4)}, the tenth of whom most was expected made ${((purchases.topDecileShare ?? 0) * 100).toFixed(1)} %`,
  ].join('\n');
}

/** The standard error of an area under the curve (Hanley and McNeil 1982). */
function areaError(area: number, positives: number, negatives: number): number {
  const q1 = area / (2 - area);
  const q2 = (2 * area * area) / (1 + area);
  return Math.sqrt(
    (area * (1 - area) + (positives - 1) * (q1 - area * area) + (negatives - 1) * (q2 - area * area)) /
      (positives * negatives),
  );
}
