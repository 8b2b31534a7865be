import { describe, expect, it } from "@jest/globals";
import { arranged, heightOf, rowsOf } from "../../../app/dashboards/layout.js";

const at = (x: number, y: number, w = 12, h = 4) => ({ x, y, w, h });
const ys = (...places: readonly ReturnType<typeof at>[]) => arranged(places).map(({ y }) => y);

describe("the places of panels", () => {
  it("are those of the dashboard where there is room", () => {
    expect(ys(at(0, 0), at(12, 0), at(0, 4))).toEqual([0, 0, 4]);
  });

  it("move up over empty rows, as those of a row do that stands further down", () => {
    expect(ys(at(0, 31), at(12, 31), at(0, 40))).toEqual([0, 0, 4]);
  });

  it("move down where two are at one place, and all below with them", () => {
    expect(ys(at(0, 0), at(0, 0), at(0, 4, 24, 8))).toEqual([0, 4, 8]);
  });

  it("stay in the order in which they were given", () => {
    expect(ys(at(0, 4), at(0, 0))).toEqual([4, 0]);
  });

  it("have a height in rows and in px", () => {
    expect(rowsOf([at(0, 0), at(12, 4, 12, 8)])).toBe(12);
    expect([heightOf(0), heightOf(1), heightOf(2)]).toEqual([0, 30, 68]);
  });
});
