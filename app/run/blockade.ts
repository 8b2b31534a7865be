import { helpAgainst } from "../../checks/refused-pods.js";
import { ToolError } from "../../lib/errors.js";

/** How long the API server must refuse pods before a run is given up: a quota may be taken away meanwhile. In ms. */
const LIMIT_MS = 20_000;

/**
 * Watches whether the API server refuses to make pods that a run waits for. Nothing that the run does can change it,
 * and the engine would wait ten minutes for each Deployment.
 */
export class Blockade {
  readonly #controller = new AbortController();
  readonly #now: () => number;
  #since: number | undefined;
  #blocked: readonly string[] = [];

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Aborted when the run is to be given up. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** To be told at each look what is refused, a line each. */
  see(blocked: readonly string[]): void {
    this.#blocked = blocked;
    this.#since = blocked.length === 0 ? undefined : (this.#since ?? this.#now());
    if (this.#since !== undefined && this.#now() - this.#since >= LIMIT_MS)
      this.#controller.abort();
  }

  /** The error of a run that was given up. */
  error(stack: string, cause: unknown): ToolError {
    const [first = ""] = this.#blocked;
    const help = helpAgainst(first, first.split("/")[0] ?? "");
    const up = `./lab up ${stack}`;
    return new ToolError(
      "blocked",
      [`up of ${stack} was given up:`, ...this.#blocked.map((line) => `  ${line}`)].join("\n"),
      {
        cause,
        next:
          help === undefined
            ? `./lab status ${stack}`
            : `eval "$(./lab env ${stack})"; ${help}; ${up}`,
      },
    );
  }
}
