/** Gauss and Legendre's rule with 16 points (Abramowitz and Stegun 25.4.30), on [0, 1]. */
const halves: readonly (readonly [number, number])[] = [
  [0.09501250983763744, 0.1894506104550685],
  [0.2816035507792589, 0.18260341504492358],
  [0.45801677765722737, 0.16915651939500254],
  [0.6178762444026438, 0.14959598881657674],
  [0.755404408355003, 0.12462897125553388],
  [0.8656312023878318, 0.09515851168249279],
  [0.9445750230732326, 0.062253523938647894],
  [0.9894009349916499, 0.027152459411754096],
];

/** Places within a stretch of length 1, and what each counts for. */
export interface Rule {
  places: Float64Array;
  weights: Float64Array;
}

/** The rule on each of so many equal parts of [0, 1]. */
export function panels(count: number): Rule {
  const points = [...halves.map(([at, weight]) => [-at, weight] as const), ...halves];
  const places = new Float64Array(count * points.length);
  const weights = new Float64Array(places.length);
  for (let panel = 0; panel < count; panel++) {
    points.forEach(([at, weight], nth) => {
      const index = panel * points.length + nth;
      places[index] = (panel + (1 + at) / 2) / count;
      weights[index] = weight / 2 / count;
    });
  }
  return { places, weights };
}

/**
 * ∫ f from 0 to `to` for a smooth f that falls within about `scale` of 0 and then ever slower, as powers do: the steps
 * grow with the distance. `to` may be Infinity where f falls exponentially from some `scale` × e^60 on.
 */
export function integrateFalling(f: (y: number) => number, to: number, scale: number, rule: Rule): number {
  const length = Math.min(Math.log1p(to / scale), 60);
  let sum = 0;
  for (let nth = 0; nth < rule.places.length; nth++) {
    const u = length * (rule.places[nth] ?? 0);
    sum += (rule.weights[nth] ?? 0) * f(scale * Math.expm1(u)) * Math.exp(u);
  }
  return scale * length * sum;
}
