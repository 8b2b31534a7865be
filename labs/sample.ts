/** A share that is measured over many requests, and the bounds that it must lie within (both included). */
export interface Bounds {
  /** The share of a right lab. */
  readonly expected: number;
  readonly min: number;
  readonly max: number;
}

/** Shares such as 0.4 times 200 must not miss a whole number by the rounding of doubles. */
const ROUNDING = 1e-9;
/** No check sends more requests. */
const MOST_REQUESTS = 2_000;

/** Logarithms of factorials, grown as far as they were asked for. */
const logFactorials = [0];

function logFactorial(n: number): number {
  for (let k = logFactorials.length; k <= n; k += 1) {
    logFactorials.push((logFactorials[k - 1] ?? 0) + Math.log(k));
  }
  return logFactorials[n] ?? 0;
}

/** The probability that exactly `k` of `n` requests count when each does so with probability `p`. */
function binomial(n: number, k: number, p: number): number {
  if (p <= 0) return k === 0 ? 1 : 0;
  if (p >= 1) return k === n ? 1 : 0;
  const ways = logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  return Math.exp(ways + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/**
 * How often a right lab's sample falls outside the bounds, by the exact binomial. With the share of a wrong lab as
 * the expected one it is how often that one is caught.
 */
export function falseAlarm(requests: number, { expected, min, max }: Bounds): number {
  const [from, to] = [Math.ceil(requests * min - ROUNDING), Math.floor(requests * max + ROUNDING)];
  let sum = 0;
  for (let k = 0; k <= requests; k += 1) {
    if (k < from || k > to) sum += binomial(requests, k, expected);
  }
  return Math.min(sum, 1);
}

/**
 * The smallest number of requests with which a right lab fails less often than `1 - confidence`.
 * @throws RangeError when the expected share lies on a bound or outside: then no number is enough.
 */
export function sampleSize(bounds: Bounds & { readonly confidence: number }): number {
  const { expected, min, max, confidence } = bounds;
  const isInside = min <= expected && expected <= max;
  for (let requests = 1; isInside && requests <= MOST_REQUESTS; requests += 1) {
    if (falseAlarm(requests, bounds) < 1 - confidence) return requests;
  }
  throw new RangeError(
    `no sample of up to ${MOST_REQUESTS} tells ${expected} from what is outside ${min} to ${max} with confidence ${confidence}`,
  );
}

/** 97.5 % of a normal distribution lie below: two-sided 95 %. */
const Z95 = 1.959964;

/** Wilson's 95 % interval of the true share, when `count` of `n` requests counted. */
export function interval(count: number, n: number): { readonly min: number; readonly max: number } {
  const [p, z2] = [count / n, Z95 ** 2];
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n ** 2));
  return { min: Math.max(0, centre - half), max: Math.min(1, centre + half) };
}
