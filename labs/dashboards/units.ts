import type { NumberFormat, ThresholdStep } from "./board.js";

/** How numbers of a size are written: divided by `per`, and followed by `sign`. */
export interface UnitStep {
  /** The least number, by its absolute value. */
  readonly from: number;
  readonly per: number;
  readonly sign: string;
}

const steps = (...all: readonly (readonly [from: number, sign: string])[]): readonly UnitStep[] =>
  all.map(([from, sign]) => ({ from, per: from, sign }));

/** Signs of a base: `["", "K", "M"]` of 1000, each followed by what is counted. */
const scaled = (base: number, signs: readonly string[], counted = ""): readonly UnitStep[] =>
  steps(...signs.map((sign, power) => [base ** power, `${sign}${counted}`] as const)).map(
    // what is smaller than one stays as it is
    (step, power) => (power === 0 ? { ...step, from: 0 } : step),
  );

const THOUSANDS = ["", "K", "M", "G", "T"] as const;
const BYTES = [" B", " kB", " MB", " GB", " TB"] as const;
const BINARY = [" B", " KiB", " MiB", " GiB", " TiB"] as const;

const SECONDS: readonly UnitStep[] = [
  { from: 0, per: 1e-6, sign: " µs" },
  { from: 1e-3, per: 1e-3, sign: " ms" },
  ...steps([1, " s"], [60, " min"], [3600, " h"], [86_400, " days"]),
];

const plain = (sign: string, per = 1): readonly UnitStep[] => [{ from: 0, per, sign }];

/** Grafana's units that the dashboards use; any other one is written as `short`. */
const UNITS: Readonly<Record<string, readonly UnitStep[]>> = {
  none: plain(""),
  short: scaled(1000, ["", " K", " Mil", " Bil", " Tri"]),
  percent: plain("%"),
  percentunit: plain("%", 0.01),
  ops: scaled(1000, THOUSANDS, " ops/s"),
  reqps: scaled(1000, THOUSANDS, " req/s"),
  bytes: scaled(1024, BINARY),
  decbytes: scaled(1000, BYTES),
  Bps: scaled(1000, BYTES, "/s"),
  binBps: scaled(1024, BINARY, "/s"),
  s: SECONDS,
  ms: SECONDS.map(({ from, per, sign }) => ({ from: from * 1000, per: per * 1000, sign })),
};

/** How the numbers of a unit are written, from the smallest on. */
export const stepsOfUnit = (unit: string): readonly UnitStep[] =>
  UNITS[unit] ?? UNITS["short"] ?? [];

/** Without decimals that the panel asks for a number has so many digits that count. */
const DIGITS = 3;

/** A number as Grafana writes it: `1.25K ops/s`, `99.5%`, `8.32 ms`. */
export function formatted(value: number, { unit, decimals }: NumberFormat): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
  const fits = stepsOfUnit(unit).filter(({ from }) => Math.abs(value) >= from);
  const { per, sign } = (value === 0 ? zeroOf(unit) : fits.at(-1)) ?? { per: 1, sign: "" };
  const scaledValue = value / per;
  const digits =
    decimals === undefined
      ? `${Number(scaledValue.toPrecision(DIGITS))}`
      : scaledValue.toFixed(decimals);
  return `${digits}${sign}`;
}

/** Nothing at all is no micro of anything. */
const zeroOf = (unit: string): UnitStep | undefined =>
  stepsOfUnit(unit).find(({ per }) => per >= 1) ?? stepsOfUnit(unit)[0];

/** The colour of a number; undefined where none is said. */
export const colourOf = (value: number, colours: readonly ThresholdStep[]): string | undefined =>
  colours.filter(({ from }) => from === undefined || value >= from).at(-1)?.colour;
