/** @returns the value at `point`; writes its derivatives into `gradient` */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  point: Float64Array;
  value: number;
  gradient: Float64Array;
  /** An estimate of the inverse of the second derivatives there, row by row; a further search may begin with it. */
  inverseHessian: Float64Array;
  evaluations: number;
  /** Whether the slope or what a step gains came to nothing, rather than the evaluations to an end. */
  isConverged: boolean;
}

export interface Search {
  inverseHessian?: Float64Array;
  /** The largest slope that counts as none. */
  slope: number;
  evaluations: number;
}

/** No step changes a parameter's logarithm by more. */
const longest_step = 2;

/** A gain of less than this part of the value, twice in a row, is rounding. */
const smallest_gain = 1e-13;

/**
 * The minimum of a smooth function of a few variables: Broyden, Fletcher, Goldfarb and Shanno's method with Armijo's backtracking
 * (Nocedal and Wright 2006, chapters 3 and 6). The same every time: nothing is drawn.
 */
export function minimize(objective: Objective, start: Float64Array, search: Search): Minimum {
  const size = start.length;
  let point: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(size);
  let value = objective(point, gradient);
  let evaluations = 1;
  let idle = 0;
  let inverse: Float64Array | null = search.inverseHessian?.slice() ?? null;

  const ended = (isConverged: boolean): Minimum => ({
    point,
    value,
    gradient,
    inverseHessian: inverse ?? scaledIdentity(size, 1),
    evaluations,
    isConverged,
  });

  while (evaluations < search.evaluations) {
    if (largest(gradient) < search.slope) return ended(true);
    let direction: Float64Array = inverse ? times(inverse, gradient, -1) : gradient.map((slope) => -slope);
    let falls = dot(direction, gradient);
    if (!(falls < 0)) {
      inverse = null;
      direction = gradient.map((slope) => -slope);
      falls = dot(direction, gradient);
    }
    let length = Math.min(1, longest_step / largest(direction));
    let next = point;
    let nextValue = Number.POSITIVE_INFINITY;
    const nextGradient = new Float64Array(size);
    for (;;) {
      next = point.map((at, nth) => at + length * (direction[nth] ?? 0));
      nextValue = objective(next, nextGradient);
      evaluations += 1;
      if (nextValue <= value + 1e-4 * length * falls) break;
      if (evaluations >= search.evaluations || length < 1e-14) {
        // Rounding hides what is left to gain.
        return ended(nextValue - value <= smallest_gain * Math.abs(value));
      }
      // The minimum of the parabola through both values and the slope, within bounds.
      const parabola = (-falls * length) / (2 * ((nextValue - value) / length - falls));
      length = Number.isFinite(nextValue) ? Math.min(0.5 * length, Math.max(0.1 * length, parabola)) : 0.1 * length;
    }
    const step = next.map((at, nth) => at - (point[nth] ?? 0));
    const bent = nextGradient.map((slope, nth) => slope - (gradient[nth] ?? 0));
    const curvature = dot(step, bent);
    if (curvature > 1e-12 * Math.sqrt(dot(step, step) * dot(bent, bent))) {
      inverse ??= scaledIdentity(size, curvature / dot(bent, bent));
      update(inverse, step, bent, curvature);
    }
    idle = value - nextValue <= smallest_gain * Math.abs(value) ? idle + 1 : 0;
    point = next;
    value = nextValue;
    gradient = nextGradient;
    if (idle >= 2) return ended(true);
  }
  return ended(false);
}

/** H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ, ρ = 1 ÷ yᵀs. */
function update(inverse: Float64Array, step: Float64Array, bent: Float64Array, curvature: number): void {
  const size = step.length;
  const moved = times(inverse, bent, 1);
  const factor = (1 + dot(bent, moved) / curvature) / curvature;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const [s, t] = [step[row] ?? 0, step[column] ?? 0];
      const change = factor * s * t - ((moved[row] ?? 0) * t + s * (moved[column] ?? 0)) / curvature;
      inverse[row * size + column] = (inverse[row * size + column] ?? 0) + change;
    }
  }
}

function scaledIdentity(size: number, scale: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, nth) => (nth % (size + 1) === 0 ? scale : 0));
}

function times(matrix: Float64Array, vector: Float64Array, factor: number): Float64Array {
  const size = vector.length;
  return vector.map((_, row) => factor * dot(matrix.subarray(row * size, (row + 1) * size), vector));
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let nth = 0; nth < one.length; nth++) sum += (one[nth] ?? 0) * (other[nth] ?? 0);
  return sum;
}

export function largest(vector: Float64Array): number {
  return vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
