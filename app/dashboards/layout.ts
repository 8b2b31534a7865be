import type { Place } from "../../labs/dashboards/board.js";

/** Height of a cell of Grafana's grid and the gap below it, in px. */
export const CELL_PX = 30;
export const GAP_PX = 8;

/** Columns of the grid. */
export const COLUMNS = 24;

/**
 * Moves panels up as far as there is room, and down where they would lie upon one another, as Grafana does: some of the
 * release's dashboards name a place twice.
 * @returns the places in the order of those given
 */
export function arranged(places: readonly Place[]): Place[] {
  const order = [...places.keys()].sort((a, b) => {
    const [one, other] = [places[a], places[b]];
    return (one?.y ?? 0) - (other?.y ?? 0) || (one?.x ?? 0) - (other?.x ?? 0) || a - b;
  });
  const settled = new Map<number, Place>();
  for (const index of order) {
    const place = places[index];
    if (place !== undefined) settled.set(index, settle(place, [...settled.values()]));
  }
  return places.map((place, index) => settled.get(index) ?? place);
}

function settle(place: Place, others: readonly Place[]): Place {
  const hit = (y: number): Place | undefined =>
    others.find((other) => meet({ ...place, y }, other));
  let { y } = place;
  while (y > 0 && hit(y) === undefined && hit(y - 1) === undefined) y -= 1;
  for (let other = hit(y); other !== undefined; other = hit(y)) y = other.y + other.h;
  return { ...place, y };
}

const meet = (a: Place, b: Place): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** So many cells high are some panels together. */
export const rowsOf = (places: readonly Place[]): number =>
  Math.max(0, ...places.map(({ y, h }) => y + h));

/** How high so many cells are, in px. */
export const heightOf = (rows: number): number => Math.max(0, rows * (CELL_PX + GAP_PX) - GAP_PX);
