// Owns what a service call costs in virtual milliseconds. Must not know the clock.
// Orders of magnitude from https://justin.poehnelt.com/posts/exploring-apps-script-cacheservice-limits/ (properties
// about 80 ms, sheet calls several hundred) and from
// https://developers.google.com/apps-script/guides/support/best-practices (10,000 single writes take 70 s).

export const COSTS = {
  /** Any remote call that has no line of its own. */
  call: 50,
  properties: 80,
  lock: 30,
  trigger: 300,
  sheetRead: 100,
  sheetWrite: 7,
  flush: 200,
  /** For each cell that is read or written: 1,000,000 cells take 10 s. */
  cell: 0.01,
  /** When the transport does not say how long it took. */
  fetch: 300,
  ui: 200,
} as const;
