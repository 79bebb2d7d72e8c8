import type { Objective } from './minimize.ts';

/** The second derivatives at a point, row by row: central differences of the gradient. Costs two evaluations for each variable. */
export function secondDerivatives(objective: Objective, point: Float64Array, step: number): Float64Array {
  const size = point.length;
  const hessian = new Float64Array(size * size);
  const [after, before] = [new Float64Array(size), new Float64Array(size)];
  for (let row = 0; row < size; row++) {
    const moved = point.slice();
    moved[row] = (point[row] ?? 0) + step;
    objective(moved, after);
    moved[row] = (point[row] ?? 0) - step;
    objective(moved, before);
    for (let column = 0; column < size; column++) {
      hessian[row * size + column] = ((after[column] ?? 0) - (before[column] ?? 0)) / (2 * step);
    }
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) {
      const mean = ((hessian[row * size + column] ?? 0) + (hessian[column * size + row] ?? 0)) / 2;
      hessian[row * size + column] = mean;
      hessian[column * size + row] = mean;
    }
  }
  return hessian;
}

/** The inverse of a symmetric matrix by Cholesky's factors; null where it is not positive definite. */
export function inverseOfPositive(matrix: Float64Array): Float64Array | null {
  const size = Math.sqrt(matrix.length);
  const factor = new Float64Array(matrix.length);
  const at = (nth: number) => factor[nth] ?? 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] ?? 0;
      for (let k = 0; k < column; k++) sum -= at(row * size + k) * at(column * size + k);
      if (row > column) factor[row * size + column] = sum / at(column * size + column);
      else if (sum > 1e-12 * Math.abs(matrix[row * size + row] ?? 0)) factor[row * size + row] = Math.sqrt(sum);
      else return null;
    }
  }
  const inverse = new Float64Array(matrix.length);
  for (let column = 0; column < size; column++) {
    const solved = new Float64Array(size);
    for (let row = 0; row < size; row++) {
      let sum = row === column ? 1 : 0;
      for (let k = 0; k < row; k++) sum -= at(row * size + k) * (solved[k] ?? 0);
      solved[row] = sum / at(row * size + row);
    }
    for (let row = size - 1; row >= 0; row--) {
      let sum = solved[row] ?? 0;
      for (let k = row + 1; k < size; k++) sum -= at(k * size + row) * (inverse[k * size + column] ?? 0);
      inverse[row * size + column] = sum / at(row * size + row);
    }
  }
  return inverse;
}
