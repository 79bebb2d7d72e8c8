/**
 * Sends one value at a time. What comes while one is under way waits, and only the newest of those is sent: of five quick
 * choices the first and the last are told. `onRest` is called when nothing is under way any more.
 */
export function newestOnly<Value>(send: (value: Value) => Promise<void>, onRest: () => void): (value: Value) => void {
  let waiting: { value: Value } | undefined;
  let busy = false;

  async function work() {
    busy = true;
    while (waiting) {
      const { value } = waiting;
      waiting = undefined;
      await send(value).catch(() => undefined);
    }
    busy = false;
    onRest();
  }

  return (value) => {
    waiting = { value };
    if (!busy) void work();
  };
}
