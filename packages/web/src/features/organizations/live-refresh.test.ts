import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { liveRefresh } from './live-refresh.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function page() {
  const state = { fetching: false, refreshed: 0 };
  const live = liveRefresh({ isFetching: () => state.fetching, refresh: () => (state.refreshed += 1) });
  return { state, live };
}

test('a burst of orders refreshes the page once', () => {
  const { state, live } = page();
  for (let order = 0; order < 10; order++) live.changed();
  vi.advanceTimersByTime(150);
  expect(state.refreshed).toBe(1);
});

test('orders that never stop still reach the page', () => {
  const { state, live } = page();
  for (let order = 0; order < 20; order++) {
    live.changed();
    vi.advanceTimersByTime(100);
  }
  expect(state.refreshed).toBeGreaterThanOrEqual(8);
});

test('an order that arrives while the page is reading is not lost', () => {
  const { state, live } = page();
  state.fetching = true;
  live.changed();
  vi.advanceTimersByTime(600);
  expect(state.refreshed).toBe(0);
  state.fetching = false;
  vi.advanceTimersByTime(150);
  expect(state.refreshed).toBe(1);
});

test('a read that hangs holds it up for two seconds at most', () => {
  const { state, live } = page();
  state.fetching = true;
  live.changed();
  vi.advanceTimersByTime(2_100);
  expect(state.refreshed).toBe(1);
});

test('a page that is left stays as it is', () => {
  const { state, live } = page();
  live.changed();
  live.stop();
  vi.advanceTimersByTime(1_000);
  expect(state.refreshed).toBe(0);
});
