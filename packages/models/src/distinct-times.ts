/** Times as they occur, each once: days repeat, and what is computed of a time is computed once. */
export interface DistinctTimes {
  times: Float64Array;
  placeOf: (time: number) => number;
}

export function distinctTimes(columns: readonly Float64Array[]): DistinctTimes {
  const places = new Map<number, number>();
  for (const column of columns) {
    for (const time of column) if (!places.has(time)) places.set(time, places.size);
  }
  return { times: Float64Array.from(places.keys()), placeOf: (time) => places.get(time) ?? 0 };
}
