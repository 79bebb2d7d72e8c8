/**
 * The gamma function's logarithm and its derivative, and their differences, which is what the models need: written as a
 * difference, ln Γ(b+n) − ln Γ(b) loses every digit once b is large, and an optimiser walks off to where the noise is best.
 * Stirling's series (Abramowitz and Stegun 6.1.40, 6.3.18) from 10 upwards, the recurrence below; relative errors about 1e-15.
 */

const shift = 10;
const half_ln_2_pi = 0.9189385332046727;

/** ln Γ(x), for x > 0. */
export function logGamma(x: number): number {
  let product = 1;
  let z = x;
  while (z < shift) product *= z++;
  return (z - 0.5) * Math.log(z) - z + half_ln_2_pi + stirling(z) - Math.log(product);
}

/** ψ(x) = d ln Γ(x) ÷ dx, for x > 0. */
export function digamma(x: number): number {
  let sum = 0;
  let z = x;
  while (z < shift) sum += 1 / z++;
  return Math.log(z) - tail(z) - sum;
}

/** ln Γ(b + n) − ln Γ(b), for b > 0 and n ≥ 0: the logarithm of the rising factorial. */
export function logRising(b: number, n: number): number {
  if (n === 0) return 0;
  let ratio = 1;
  let z = b;
  while (z < shift) {
    ratio *= z / (z + n);
    z += 1;
  }
  const step = Math.log1p(n / z);
  const grown = n * Math.log(z) + (z + n - 0.5) * step - n + stirling(z + n) - stirling(z);
  return ratio === 1 ? grown : grown + Math.log(ratio);
}

/** ψ(b + n) − ψ(b), for b > 0 and n ≥ 0: the derivative of `logRising` by b. */
export function digammaRising(b: number, n: number): number {
  if (n === 0) return 0;
  let sum = 0;
  let z = b;
  while (z < shift) {
    sum += n / (z * (z + n));
    z += 1;
  }
  return Math.log1p(n / z) + (tail(z) - tail(z + n)) + sum;
}

/** What Stirling's series adds to ln Γ. */
function stirling(z: number): number {
  const w = 1 / (z * z);
  return (
    (1 / 12 + w * (-1 / 360 + w * (1 / 1260 + w * (-1 / 1680 + w * (1 / 1188 + w * (-691 / 360360 + w / 156)))))) / z
  );
}

/** ln z − ψ(z). */
function tail(z: number): number {
  const w = 1 / (z * z);
  return (
    0.5 / z +
    w * (1 / 12 + w * (-1 / 120 + w * (1 / 252 + w * (-1 / 240 + w * (1 / 132 + w * (-691 / 32760 + w / 12))))))
  );
}
