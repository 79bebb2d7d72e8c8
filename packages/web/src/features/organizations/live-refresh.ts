const afterChangeMs = 150;
const longestWaitMs = 2_000;

/**
 * Turns a stream of "something changed" into calm refreshes: the first change waits 150 ms for company, and while the
 * page is still fetching it waits for that to end (at most 2 s), so that many changes a second neither cancel each
 * other's reads nor get lost.
 */
export function liveRefresh(page: { isFetching: () => boolean; refresh: () => void }) {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function refreshAfter(waitedMs: number) {
    timer = setTimeout(() => {
      const nowWaitedMs = waitedMs + afterChangeMs;
      if (page.isFetching() && nowWaitedMs < longestWaitMs) return refreshAfter(nowWaitedMs);
      timer = undefined;
      page.refresh();
    }, afterChangeMs);
  }

  return {
    changed() {
      if (timer === undefined) refreshAfter(0);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
