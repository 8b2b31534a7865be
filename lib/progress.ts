/** One line of news about work that takes a while. */
export interface ProgressEvent {
  /** What is worked on: `kube-apiserver 1.23.17`. */
  readonly what: string;
  readonly state: "working" | "done" | "failed";
  readonly text: string;
}

/** Takes the news. What it does with them is its own affair: print, record in a test, drop. */
export type Progress = (event: ProgressEvent) => void;

/** How often long work says that it is still alive, in ms. */
const HEARTBEAT_MS = 10_000;

/** Plain lines on standard error: standard output is for results. */
export const toStderr: Progress = (event) => {
  process.stderr.write(`${render(event)}\n`);
};

/** The line of an event: `✓ kwok 0.8.0 built in 12 s`. */
export function render({ what, state, text }: ProgressEvent): string {
  switch (state) {
    case "done":
      return `✓ ${what} ${text}`;
    case "failed":
      return `✗ ${what}: ${text}`;
    case "working":
      return `  ${what}: ${text}`;
  }
}

/**
 * Says every 10 s that work goes on, with the time so far and what `status` tells.
 * @param status the last thing heard of the work; an empty text says nothing more than the time
 */
export async function withHeartbeat<T>(
  progress: Progress,
  what: string,
  status: () => string,
  work: () => Promise<T>,
  everyMs = HEARTBEAT_MS,
): Promise<T> {
  const started = Date.now();
  const timer = setInterval(() => {
    const news = status();
    const text = `${duration(Date.now() - started)} so far${news === "" ? "" : ` · ${news}`}`;
    progress({ what, state: "working", text });
  }, everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** A duration for people: `0.4 s`, `35 s`, `2 min 5 s`, `3 h 20 min`. */
export function duration(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A size for people, in decimal units: `87 MB`, `49 GB`. */
export function bytes(count: number): string {
  if (count < 1_000_000) return `${Math.ceil(count / 1000)} kB`;
  if (count < 10_000_000_000) return `${Math.round(count / 1_000_000)} MB`;
  return `${Math.round(count / 1_000_000_000)} GB`;
}

/** An amount of memory for people, in decimal units as Docker Desktop's settings have it: `4.1 GB`. */
export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** An amount of CPU for people: `1.35 CPUs`. */
export function cpus(millicores: number): string {
  const count = Number((millicores / 1000).toFixed(2));
  return `${count} ${count === 1 ? "CPU" : "CPUs"}`;
}
