/** What a pod reserves of its node. */
export type Reserved = "cpu" | "memory";

/** A CPU quantity such as `500m`, `2` or `0.5` in thousandths; undefined for anything else. */
export function millicores(quantity: unknown): number | undefined {
  const [, amount, milli] = /^(\d+(?:\.\d+)?)(m?)$/.exec(String(quantity)) ?? [];
  if (amount === undefined) return undefined;
  return milli === "m" ? Number(amount) : Number(amount) * 1000;
}

/** What each suffix of a quantity stands for. */
const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A quantity of memory such as `128Mi`, `1G` or `1048576` in bytes; undefined for anything else. */
export function bytesOf(quantity: unknown): number | undefined {
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)([kMGT]i?|Ki)?$/.exec(String(quantity)) ?? [];
  const factor = UNITS[unit];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}
