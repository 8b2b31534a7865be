import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import type { Arrival } from "../events.js";

/** Operations that make or change something; what was replaced is deleted at the very end of a run. */
const WORK = new Set(["create", "update", "create-replacement"]);
/** Shorter phases are not worth a word, in ms. */
const WORTH_A_WORD_MS = 1_000;

interface Phase {
  readonly begun: number;
  ended: number;
}

/** Measures how long the parts of a lab take: from the first resource that begins to the last that ends. */
export class Phases {
  readonly #phases = new Map<string, Phase>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  readonly onEvent = (event: EngineEvent): void => {
    const began = event.resourcePreEvent?.metadata;
    const ended = event.resOutputsEvent?.metadata;
    if (began !== undefined) this.#note(began);
    if (ended !== undefined) this.#note(ended);
  };

  #note({ op, urn }: { readonly op: string; readonly urn: string }): void {
    const name = phaseOf(urn);
    if (name === undefined || !WORK.has(op)) return;
    const now = this.#now();
    const phase = this.#phases.get(name);
    if (phase === undefined) this.#phases.set(name, { begun: now, ended: now });
    else phase.ended = now;
  }

  /** The phases that took a while, in the order in which they began; they overlap. */
  slow(): Arrival["phases"] {
    return [...this.#phases]
      .map(([name, { begun, ended }]) => ({ name, tookMs: ended - begun }))
      .filter(({ tookMs }) => tookMs >= WORTH_A_WORD_MS);
  }
}

/** Parts that are a phase of their own, beside the others of their area. */
const OWN = new Set(["Namespaces", "Routing"]);

/**
 * The part of the lab that a resource belongs to: the area of its component, `observability` for Grafana's.
 * Undefined for the components themselves, which the program declares all at once, and for the stack.
 */
export function phaseOf(urn: string): string | undefined {
  const type = urn.split("::")[2] ?? "";
  const [, area, component] = /istio-lab:(\w+):(\w+)\$(?!pulumi:)/.exec(type) ?? [];
  if (area === undefined || component === undefined) return undefined;
  return OWN.has(component) ? component.toLowerCase() : area;
}
